// Loads the decoder as a page does, scripts in order, and answers each line of its input, { mode, texts }, with a line
// of what it makes of each text: as "results"; as "brief", results without the exchanges of their errors; as "first",
// the first answer to each; or as "time", how long it takes to decode each text when it is repeated to a quarter of a
// megabyte and to a whole one.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

globalThis.self = globalThis;
for (const script of process.argv.slice(2)) runInThisContext(readFileSync(script, "utf8"), { filename: script });
const decode = (text) => self.gettDecoding.decode(text, self.gettDecoder);

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

const MODES = {
  results: (texts) => texts.map(decode),
  brief: (texts) => texts.map(decode).map((result) => result && { ...result, error: null }),
  first: (texts) => texts.map((text) => self.gettDecoding.firstAnswer(decode(text))),
  time: timed,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { mode, texts } = JSON.parse(line);
  console.log(JSON.stringify(MODES[mode](texts)));
}
