// Runs code of error pages, and prints what each run does: its requests, its waits, and what it hands over.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const realFetch = globalThis.fetch;
const found = [];
let run;

globalThis.clientTimeout = (resolve, milliseconds) => {
  run.waited.push(milliseconds / 1000);
  run.time += milliseconds;
  resolve();
};
Date.now = () => run.time;
Math.random = () => run.random;
globalThis.fetch = async (url, init = {}) => {
  const headers = new Headers(init.headers);
  const key = headers.get("idempotency-key");
  const body = init.body === undefined ? null : JSON.parse(init.body);
  run.sent.push({ method: init.method ?? "GET", path: url.replace(run.base, ""), key, body });
  headers.set("Prefer", `waited=${run.waited.reduce((all, each) => all + each, 0).toFixed(6)}`);
  return realFetch(url, { ...init, headers });
};

const shown = (value) =>
  value?.requestId === undefined ? value ?? null : { code: value.code, requestId: value.requestId, detail: value.detail };

for (const [index, each] of JSON.parse(readFileSync(process.argv[2], "utf8")).entries()) {
  run = { base: each.base, random: each.random, time: 1_000_000, sent: [], waited: [], handedOver: [], raised: false };
  Object.assign(globalThis, each.names);
  globalThis[each.handOver] = (...values) => run.handedOver.push(values.map(shown));
  try {
    await import(`${pathToFileURL(each.file).href}?${index}`);
  } catch {
    run.raised = true;
  }
  found.push(run);
}
console.log(JSON.stringify(found));
