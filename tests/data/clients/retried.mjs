// Reads cases from a file, and prints for each what the retrying of gett-errors.ts does: with tuples and with responses
// of fetch, which have to agree.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";

const [, , client, input] = process.argv;
const { retrying } = await import(pathToFileURL(client).href);

async function retried({ answers, takes = 0, options = {} }, answerOf) {
  let time = 1_000_000;
  let calls = 0;
  const slept = [];
  const send = async () => {
    time += takes * 1000;
    return answerOf(answers[Math.min(calls++, answers.length - 1)]);
  };
  const sleep = async (seconds) => {
    slept.push(seconds);
    time += seconds * 1000;
  };
  const given = options.give_up_after_seconds === undefined ? {} : { giveUpAfterSeconds: options.give_up_after_seconds };
  const [answer, problem] = await retrying(send, { sleep, now: () => time, random: () => 0.5, ...given });
  return { calls, slept, status: answer.status ?? answer[0], code: problem?.code ?? null };
}

const fetched = ([status, headers, body]) => (status ? new Response(body || null, { status, headers }) : Response.error());
const found = [];
for (const each of JSON.parse(readFileSync(input, "utf8"))) {
  const [byTuple, byFetch] = [await retried(each, (answer) => answer), await retried(each, fetched)];
  found.push(isDeepStrictEqual(byTuple, byFetch) ? byTuple : [byTuple, byFetch]);
}
console.log(JSON.stringify(found));
