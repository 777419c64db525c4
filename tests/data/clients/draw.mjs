// Reads a list of bodies from a file, and prints for each the shortest and the longest of many waits before each retry.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , client, input, times] = process.argv;
const { parse, delaySeconds } = await import(pathToFileURL(client).href);

function ranges(body) {
  const problem = parse(body);
  const found = [];
  for (let retry = 1; delaySeconds(problem, retry) !== undefined; retry++) {
    const waits = Array.from({ length: Number(times) }, () => delaySeconds(problem, retry));
    found.push([Math.min(...waits), Math.max(...waits)]);
  }
  return found;
}

console.log(JSON.stringify(JSON.parse(readFileSync(input, "utf8")).map(ranges)));
