// Places an order by the code of the guide, without really sleeping, and prints how it ends.
const [, , file, url, order, key] = process.argv;
const wait = globalThis.setTimeout;
globalThis.setTimeout = (callback, _, ...values) => wait(callback, 0, ...values);

const { place } = await import(file);
const [, problem] = await place(url, JSON.parse(order), { "Content-Type": "application/json", "Idempotency-Key": key });
console.log(JSON.stringify({ code: problem?.code ?? null }));
process.exit(); // whatever a library keeps open
