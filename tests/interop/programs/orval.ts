// What a partner writes around the client for axios that orval made; it prints what it read.
import axios from "axios";
import { getGettMarketfrontAPI, KnownErrorCode } from "./generated";
import type { ProblemDetails } from "./generated";

declare const process: { argv: string[] };
const OUTAGE = KnownErrorCode.SERVICE_UNAVAILABLE;

function read(problem: ProblemDetails) {
  const { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId } = problem;
  const entries = problem.errors?.map((entry) => [entry.code, entry.traceId]);
  const outage = errorCode === OUTAGE;
  return { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId, outage, entries };
}

async function main() {
  const api = getGettMarketfrontAPI();
  console.log(JSON.stringify(Object.keys(api)));
  for (const baseURL of process.argv.slice(2)) {
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    for (const call of [
      () => api.validateOrder({}, { baseURL }),
      () => api.placeOrder({}, { baseURL, headers }),
      () => api.getOrder("ord_1", { baseURL }),
    ]) {
      const problem = await call().then(() => null, (error) => {
        if (!axios.isAxiosError<ProblemDetails>(error) || !error.response) throw error;
        return read(error.response.data);
      });
      console.log(JSON.stringify(problem));
    }
  }
}

void main();
