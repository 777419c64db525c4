// What a partner writes around the client that openapi-generator made for TypeScript; it prints what it read.
import * as generated from "./generated";
import type { ProblemDetails } from "./generated";

declare const process: { argv: string[] };
const OUTAGE = generated.KnownErrorCode.ServiceUnavailable;

function read(problem: ProblemDetails) {
  const { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId } = problem;
  const entries = problem.errors?.map((entry) => [entry.code, entry.traceId]);
  const outage = errorCode === OUTAGE;
  return { status, title, instance, errorCode, errorCategory, retryable, retryAfter, traceId, outage, entries };
}

async function main() {
  const { CartsApi, OrdersApi, PaymentMethodsApi, SessionsApi, StoresApi } = generated;
  const apis = [CartsApi, OrdersApi, PaymentMethodsApi, SessionsApi, StoresApi];
  console.log(JSON.stringify(apis.flatMap((api) => Object.getOwnPropertyNames(api.prototype))));
  for (const basePath of process.argv.slice(2)) {
    const orders = new OrdersApi(new generated.Configuration({ basePath }));
    for (const call of [
      () => orders.validateOrder({ validateOrderRequest: {} }),
      () => orders.placeOrder({ idempotencyKey: crypto.randomUUID(), placeOrderRequest: {} }),
      () => orders.getOrder({ orderId: "ord_1" }),
    ]) {
      const problem = await call().then(() => null, async (error) => {
        if (!(error instanceof generated.ResponseError)) throw error;
        return read(generated.ProblemDetailsFromJSON(await error.response.json()));
      });
      console.log(JSON.stringify(problem));
    }
  }
}

void main();
