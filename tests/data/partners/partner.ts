// A partner's program: it places orders, and handles whatever the API answers. It knows the published client alone.
import { Actor, ErrorCode, decisionFor, outcomeFor, retrying } from "./gett-errors.ts";
import type { Problem, RetryOptions } from "./gett-errors.ts";

const [SESSION, VALIDATE, PLACE] = ["session/create", "orders/validate", "orders/place"].map((call) => `/v1/marketplace/${call}`) as [string, string, string];
const NEEDS_SESSION: readonly string[] = [ErrorCode.UNAUTHENTICATED, ErrorCode.SESSION_USER_REQUIRED];
const USER = { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" };

/** What a user has agreed to; the key is stored with it before the first send. */
export class Order {
  readonly body: unknown;
  key = crypto.randomUUID();

  constructor(body: unknown) {
    this.body = body;
  }
}

/** One integration: its connection, and the session of its user. */
export class Partner {
  private token = "";
  private readonly baseUrl: string;
  private readonly http: typeof fetch;
  private readonly options: RetryOptions;

  constructor(baseUrl: string, http: typeof fetch, options: RetryOptions) {
    this.baseUrl = baseUrl;
    this.http = http;
    this.options = options;
  }

  /** Place an order, and return what became of it. */
  async place(order: Order): Promise<string> {
    let problem = await this.call("POST", PLACE, order.body, order.key);
    if (problem?.code === ErrorCode.ORDER_TOTAL_DIFFERENT && !(await this.call("POST", VALIDATE, order.body))) {
      order.key = crypto.randomUUID();
      problem = await this.call("POST", PLACE, order.body, order.key);
    }
    if (problem && outcomeFor(problem).safeNewKey) {
      order.key = crypto.randomUUID(); // the user may correct the order, and place it again
    }
    return this.reaction(problem);
  }

  /** Send a request, with a new session where it needs one, and return what went wrong. */
  async call(method: string, path: string, body?: unknown, key?: string): Promise<Problem | undefined> {
    const problem = await this.send(method, path, body, key);
    if (problem && NEEDS_SESSION.includes(problem.code) && path !== SESSION && !(await this.send("POST", SESSION, USER))) {
      return this.send(method, path, body, key);
    }
    return problem;
  }

  private async send(method: string, path: string, body?: unknown, key?: string): Promise<Problem | undefined> {
    const headers = {
      Authorization: `Bearer ${this.token || "YOUR_API_KEY"}`,
      "Content-Type": "application/json",
      ...(key && { "Idempotency-Key": key }),
    };
    const content = body === undefined ? null : JSON.stringify(body);
    const [response, problem] = await retrying(() => this.http(this.baseUrl + path, { method, headers, body: content }), this.options);
    if (problem === undefined && path === SESSION) {
      this.token = ((JSON.parse((await response.text()) || "{}") as { token?: string }).token) ?? "";
    }
    return problem;
  }

  /** Return what the program does about what went wrong. */
  reaction(problem: Problem | undefined): string {
    if (problem === undefined) {
      return "done";
    }
    if (problem.retryable) {
      return outcomeFor(problem).safeNewKey === false ? "try again later, with the same key" : "try again later";
    }
    const { userMessage, actor } = decisionFor(problem) ?? {};
    if (userMessage !== undefined) {
      return `tell the user: ${userMessage}`;
    }
    const what = actor === Actor.ACCOUNT_OWNER ? "tell the account owner" : actor === Actor.INTEGRATION || actor === Actor.END_USER ? "tell the developers" : "ask Gett";
    return `${what}: ${problem.code || String(problem.status)} ${problem.requestId}`.trim();
  }
}
