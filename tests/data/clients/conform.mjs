// Lets a client run all cases of the conformance table against a mock, under a clock that only the client's waits move, and
// prints how many passed, why the others did not, and the verdicts as JUnit.
import { readFileSync } from "node:fs";

const [client, table, mock] = process.argv.slice(2);
const { retrying } = await import(client);
const { cases, operations } = JSON.parse(readFileSync(table, "utf8"));

async function run({ name, operationId }) {
  const { method, path, takesKey } = operations.find((each) => each.operationId === operationId);
  const url = mock + path.replace(/\{[^/]*\}/g, "abc-123");
  const key = takesKey ? { "Idempotency-Key": `key of ${name}` } : {};
  const body = method === "GET" ? undefined : JSON.stringify({ for: name });
  let waited = 0;
  await retrying(
    () => fetch(url, { method, body, headers: { ...key, Prefer: `scenario=${name}, waited=${waited.toFixed(3)}` } }),
    { sleep: async (seconds) => void (waited += seconds), now: () => waited * 1000 },
  );
}

for (const each of cases) await run(each);
const verdicts = await (await fetch(`${mock}/__mock/scenarios`)).json();
const junit = await (await fetch(`${mock}/__mock/scenarios`, { headers: { Accept: "application/xml" } })).text();
const failed = verdicts.filter((each) => !each.passed);
console.log(JSON.stringify({ passed: verdicts.length - failed.length, failed, junit }));
