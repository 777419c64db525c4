// Prints what the core answers to each request of a file, as the page and the worker would get it.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

globalThis.self = globalThis;
const [core, exchanges, requests] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
runInThisContext(core);
runInThisContext(exchanges);
const answers = JSON.parse(requests).map((request) => self.gettCore.answer(self.gettExchanges, request));
console.log(JSON.stringify(answers));
