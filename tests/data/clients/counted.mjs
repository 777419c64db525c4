// Prints what gett-errors.ts says of numbers that count no retry, of an error that is retried and one that is not.
import { pathToFileURL } from "node:url";

const { delaySeconds, parse } = await import(pathToFileURL(process.argv[2]).href);
const said = (code, number) => {
  try {
    return delaySeconds(parse({ errorCode: code }), number);
  } catch (error) {
    return String(error);
  }
};
const NUMBERS = [0, -1, 1.5, NaN, Infinity];
const [retried, final] = ["INTERNAL_ERROR", "CONFLICT"].map((code) => NUMBERS.map((number) => said(code, number)));
console.log(JSON.stringify(retried.map((each, i) => (each === final[i] ? each : [each, final[i]]))));
