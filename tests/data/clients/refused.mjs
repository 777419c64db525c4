// Prints what gett-errors.ts says of values that are no body, by parse and by fromResponse, and no headers and no status.
import { pathToFileURL } from "node:url";

const { parse, fromFetch, fromResponse, retrying } = await import(pathToFileURL(process.argv[2]).href);

const used = new Response("{}", { status: 503 });
await used.text();
const BODIES = {
  Promise: Promise.resolve("{}"),
  Response: new Response("{}"),
  Request: new Request("http://127.0.0.1/"),
  Blob: new Blob([]),
  ArrayBuffer: new ArrayBuffer(2),
  ReadableStream: new ReadableStream(),
  Error: new Error("503"),
  Map: new Map(),
  Function: () => "{}",
};

const said = async (call) => {
  try {
    return JSON.stringify(await call());
  } catch (error) {
    return String(error);
  }
};

const HEADERS = [undefined, null, 45, "Retry-After: 45", ["Retry-After", "45"], BODIES.Response];
const STATUSES = [undefined, "503", NaN, 503.5];

const bodies = {};
for (const [name, body] of Object.entries(BODIES)) {
  bodies[name] = [await said(() => parse(body, 503)), await said(() => fromResponse(503, {}, body))];
}
const headers = await Promise.all(HEADERS.map((each) => said(() => fromResponse(503, each, ""))));
const statuses = await Promise.all(STATUSES.map((each) => said(() => retrying(async () => [each, {}, ""]))));
console.log(JSON.stringify({ bodies, headers, statuses, used: await said(() => fromFetch(used)) }));
