// Runs partner.ts against a mock: reads the base URL and the cases, and prints what it did in each, and what it sent.
import { readFileSync } from "node:fs";

const [, , folder, baseUrl] = process.argv;
const { Order, Partner } = await import(`${folder}/partner.ts`);

async function run({ method, path, wishes }) {
  const sent = [];
  const slept = [];
  let time = 0;
  const http = async (url, init) => {
    const at = url.slice(baseUrl.length);
    const wish = wishes[at]?.shift() ?? "code=200";
    const names = Object.entries(init.headers).filter(([name]) => name === "Idempotency-Key");
    sent.push([at, names.map(([, value]) => value)[0] ?? "", init.body ?? ""]);
    return fetch(url, { ...init, headers: { ...init.headers, Prefer: wish } });
  };
  const sleep = async (seconds) => {
    slept.push(seconds);
    time += seconds * 1000;
  };
  const partner = new Partner(baseUrl, http, { sleep, now: () => time, random: () => 0.5 });
  const order = new Order({ storeId: "7f1c2f5e-3c9e-4c0e-9a45-4b4dbb7d1c11" });
  const first = order.key;
  const isOrder = path.endsWith("/orders/place");
  const did = isOrder ? await partner.place(order) : partner.reaction(await partner.call(method, path));
  return { did, sent, slept: slept.length, key: isOrder ? (order.key === first ? "same" : "new") : "none" };
}

const found = [];
for (const each of JSON.parse(readFileSync(`${folder}/cases.json`, "utf8"))) found.push(await run(each));
console.log(JSON.stringify(found));
