// Reads cases from a file, and prints what gett-errors.ts makes of each body or response: a problem, or the name of what
// it throws. tests/support/problems.py does the same in Python.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , client, input] = process.argv;
const { parse, fromResponse, delaySeconds, helpUrlFor, outcomeFor } = await import(pathToFileURL(client).href);
const NOW = 1_764_115_200_000;

function read({ body, bytes, status, headers }) {
  const content = bytes === undefined ? body : Uint8Array.from(Buffer.from(bytes, "hex"));
  try {
    const problem = headers ? fromResponse(status, headers, content, () => NOW) : parse(content, status ?? undefined);
    return described(problem);
  } catch (error) {
    return error.name === "MalformedProblemError" ? error.name : String(error.stack);
  }
}

function described({ members, ...problem }) {
  const delays = [1, 2, 3, 4].map((retry) => delaySeconds(problem, retry, () => 0.5));
  const { effect, safeNewKey } = outcomeFor(problem);
  const said = { effect, safeNewKey, helpUrl: helpUrlFor(problem), members: Object.keys(members).length };
  return { ...problem, ...said, delays: delays.filter((delay) => delay !== undefined) };
}

console.log(JSON.stringify(JSON.parse(readFileSync(input, "utf8")).map(read)));
