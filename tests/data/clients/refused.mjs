// Prints what gett-errors.ts says of values that are no body: by parse, and by fromResponse.
import { pathToFileURL } from "node:url";

const { parse, fromFetch, fromResponse } = await import(pathToFileURL(process.argv[2]).href);

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

const found = { used: ["", await said(() => fromFetch(used))] };
for (const [name, body] of Object.entries(BODIES)) {
  found[name] = [await said(() => parse(body, 503)), await said(() => fromResponse(503, {}, body))];
}
console.log(JSON.stringify(found));
