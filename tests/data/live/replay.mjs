// Prints what the core answers to each request of a file, as the page and the worker would get it.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

globalThis.self = globalThis;
const [core, data, requests] = process.argv.slice(2);
const load = (script) => runInThisContext(readFileSync(script, "utf8"));
const answerOf = (code) => load(`${data}/errors/${code}.js`).answer;
load(core);
const index = load(`${data}/index.js`);
const asked = JSON.parse(readFileSync(requests, "utf8"));
console.log(JSON.stringify(await Promise.all(asked.map((request) => globalThis.gettCore.answer(index, request, answerOf)))));
