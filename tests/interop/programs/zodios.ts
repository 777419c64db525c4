// What a partner writes around the client that openapi-zod-client made; the schemas check each error, and it prints what it read.
import axios from "axios";
import type { z } from "zod";
import { api, createApiClient, schemas } from "./generated";

declare const process: { argv: string[] };
const OUTAGE = schemas.KnownErrorCode.enum.SERVICE_UNAVAILABLE;

function read(problem: z.infer<typeof schemas.ProblemDetails>) {
  const { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId } = problem;
  const entries = problem.errors?.map((entry) => [entry.code, entry.traceId]);
  const outage = errorCode === OUTAGE;
  return { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId, outage, entries };
}

async function main() {
  console.log(JSON.stringify(api.api.map((operation) => operation.alias)));
  for (const baseUrl of process.argv.slice(2)) {
    const client = createApiClient(baseUrl);
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    for (const call of [
      () => client.validateOrder({}),
      () => client.placeOrder({}, { headers }),
      () => client.getOrder({ params: { orderId: "ord_1" } }),
    ]) {
      const problem = await call().then(() => null, (error) => {
        if (!axios.isAxiosError(error) || !error.response) throw error;
        return read(schemas.ProblemDetails.parse(error.response.data));
      });
      console.log(JSON.stringify(problem));
    }
  }
}

void main();
