// What a partner writes around the client that hey-api made; it prints what it read.
import { createClient, createConfig } from "./generated/client";
import * as sdk from "./generated/sdk.gen";
import type { KnownErrorCode, ProblemDetails } from "./generated/types.gen";

declare const process: { argv: string[] };
const OUTAGE: KnownErrorCode = "SERVICE_UNAVAILABLE";

function read(problem: ProblemDetails) {
  const { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId } = problem;
  const entries = problem.errors?.map((entry) => [entry.code, entry.traceId]);
  const outage = errorCode === OUTAGE;
  return { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId, outage, entries };
}

async function main() {
  console.log(JSON.stringify(Object.keys(sdk)));
  for (const baseUrl of process.argv.slice(2)) {
    const client = createClient(createConfig({ baseUrl }));
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    for (const { error } of [
      await sdk.validateOrder({ client, body: {} }),
      await sdk.placeOrder({ client, headers, body: {} }),
      await sdk.getOrder({ client, path: { orderId: "ord_1" } }),
    ]) {
      console.log(JSON.stringify(error ? read(error) : null));
    }
  }
}

void main();
