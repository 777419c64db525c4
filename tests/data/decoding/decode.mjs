// Loads the decoder as a page does, scripts in order, and answers each line of its input, { mode, texts }, with a line
// of what it makes of each text: as "results"; as "brief", results without the exchanges of their errors; as "first",
// the first answer to each; as "parts", for each [the first answer, the result, the scripts that it took] where the data
// are those of many errors; or as "time", how long it takes to decode each text when it is repeated to a quarter of a
// megabyte and to a whole one.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

globalThis.self = globalThis;
for (const script of process.argv.slice(2)) runInThisContext(readFileSync(script, "utf8"), { filename: script });
const [folder] = process.argv[2].match(/^.*\//);
const decode = (text) => globalThis.gettDecoding.decode(text, globalThis.gettDecoder);

// Four times as long, and with what comes before and after still short enough to be read to the end.
const SIZES = [240 << 10, 960 << 10];

/** The processor's time, which does not depend on what else the machine does. */
function milliseconds(work) {
  const times = Array.from({ length: 2 }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function filled([before, repeated, after], size) {
  return before + repeated.repeat(Math.ceil(size / repeated.length)) + after;
}

/** What the measurement would show if decoding were quadratic. */
function quadratic(size) {
  let count = 0;
  for (let i = 0; i < size / 100; i++) for (let j = 0; j < size / 100; j++) count += (i ^ j) & 1;
  return count;
}

function timed(texts) {
  const measured = texts.map((text) => SIZES.map((size) => filled(text, size)).map((each) => milliseconds(() => decode(each))));
  const control = SIZES.map((size) => milliseconds(() => quadratic(size)));
  return { measured, control, codes: texts.map((text) => decode(filled(text, SIZES[1]))?.code ?? null) };
}

/** What a page does that shows the verdict, each time with no more than the first script loaded. */
function inParts(text) {
  const { gettDecoding: decoding, gettFacts: facts } = globalThis;
  const data = structuredClone(globalThis.gettDecoder);
  facts.unfold(data);
  const found = decoding.decode(text, data);
  const first = decoding.firstAnswer(found);
  const numbers = facts.missing(decoding.shownIn(found), data);
  for (const number of numbers) facts.add(runInThisContext(readFileSync(`${folder}decoder-${number}.js`, "utf8")), data);
  return [first, decoding.decode(text, data), numbers];
}

const MODES = {
  results: (texts) => texts.map(decode),
  brief: (texts) => texts.map(decode).map((result) => result && { ...result, error: null }),
  first: (texts) => texts.map((text) => globalThis.gettDecoding.firstAnswer(decode(text))),
  parts: (texts) => texts.map(inParts),
  time: timed,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { mode, texts } = JSON.parse(line);
  console.log(JSON.stringify(MODES[mode](texts)));
}
