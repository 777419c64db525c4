// Reads a list of [body, status] from a file, and prints what gett-errors.ts makes of each: a problem, or the name of what it throws.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , client, input] = process.argv;
const { parse, delaySeconds, outcomeFor } = await import(pathToFileURL(client).href);

function outcome([body, status]) {
  try {
    const { members, ...problem } = parse(body, status ?? undefined);
    const delays = [1, 2, 3, 4].map((retry) => delaySeconds(problem, retry, () => 0.5));
    const { effect, safeNewKey } = outcomeFor(problem);
    return { ...problem, effect, safeNewKey, delays: delays.filter((delay) => delay !== undefined), members: Object.keys(members).length };
  } catch (error) {
    return error.name;
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(input, "utf8")).map(outcome)));
