// What a partner writes with openapi-fetch around the types that openapi-typescript made; it prints what it read.
import createClient from "openapi-fetch";
import type { components, operations, paths } from "./api";
import { names } from "./names";

declare const process: { argv: string[] };
type Problem = components["schemas"]["ProblemDetails"];
const OUTAGE: components["schemas"]["KnownErrorCode"] = "SERVICE_UNAVAILABLE";

function read(problem: Problem) {
  const { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId } = problem;
  const entries = problem.errors?.map((entry) => [entry.code, entry.traceId]);
  const outage = errorCode === OUTAGE;
  return { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId, outage, entries };
}

async function main() {
  const known: readonly (keyof operations)[] = names;
  console.log(JSON.stringify(known));
  for (const baseUrl of process.argv.slice(2)) {
    const client = createClient<paths>({ baseUrl });
    const header = { "Idempotency-Key": crypto.randomUUID() };
    for (const { error } of [
      await client.POST("/v1/marketplace/orders/validate", { body: {} }),
      await client.POST("/v1/marketplace/orders/place", { params: { header }, body: {} }),
      await client.GET("/v1/marketplace/orders/{orderId}", { params: { path: { orderId: "ord_1" } } }),
    ]) {
      console.log(JSON.stringify(error ? read(error) : null));
    }
  }
}

void main();
