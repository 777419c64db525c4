/**
 * The errors of the Gett Marketfront API, typed: what they are, and what to do about them.
 *
 *     const problem = parse(await response.text(), response.status);
 *     if (problem.code === ErrorCode.ORDER_TOTAL_DIFFERENT) {
 *       // validate the order again
 *     }
 *     const delay = delaySeconds(problem, 1); // undefined: do not send the request again
 *
 * A code that is newer than this file is no fault: what it lacks here follows from the HTTP status and from `retryable`.
 * ES2020, without dependencies.
 *
 * Do not edit your copy. To renew it, download it again: https://developer.gett-tech.com/clients/gett-errors.ts
 */

// Each is the type of the values of the constant of the same name, in the catalogue below.
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];
export type ErrorCategory = (typeof ErrorCategory)[keyof typeof ErrorCategory];
export type Actor = (typeof Actor)[keyof typeof Actor];

/** How to retry where the body has no `retryAfter`. */
export interface RetryPolicy {
  readonly firstDelaySeconds: number;
  readonly factor: number;
  readonly maxDelaySeconds: number;
  /** The share of each delay that is added to it at random; no wait is longer than `maxDelaySeconds`. */
  readonly jitter: number;
  readonly maxRetries: number;
  /** Whether a retry carries the Idempotency-Key of the first try, if that had one. */
  readonly keepsIdempotencyKey: boolean;
}

/** Whether the request that was answered with an error took effect. */
export type Effect = "none" | "applied" | "unknown";

/** Whether a request took effect, and what follows for its Idempotency-Key. */
export interface Outcome {
  readonly effect: Effect;
  /** Whether the next request for the same thing may have a new Idempotency-Key; absent where a call takes no key. */
  readonly safeNewKey?: boolean;
  /** The path templates of the calls that it is about. */
  readonly paths: readonly string[];
}

/** What the catalogue says about a code. */
export interface Decision {
  readonly code: ErrorCode;
  readonly status: number;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly actor: Actor;
  /** What to do first, in Markdown. */
  readonly advice: string;
  /** Whether a request took effect, for each path that may answer with the code. */
  readonly outcomes: readonly Outcome[];
  /** How to retry; absent where the code is not retryable. */
  readonly retry?: RetryPolicy;
  /** What to tell the end user, in English, where they can fix it; the words are the portal's, not the API's. */
  readonly userMessage?: string;
}

/** What is wrong with one part of the request. */
export interface Detail {
  readonly code: string;
  readonly message: string;
  readonly itemId?: string;
  readonly jsonPath?: string;
}

/** The body of an error response (RFC 9457). A text that the body lacks is empty. */
export interface Problem {
  /** The `errorCode`: one of ErrorCode, or one that is newer than this file. */
  readonly code: ErrorCode | (string & {});
  readonly status: number;
  /** What the body says; where it says nothing, what the catalogue says about the code, and else about the status. */
  readonly retryable: boolean;
  /** Absent where the category is newer than this file. */
  readonly category?: ErrorCategory;
  /** Seconds to wait before a retry, where the body says so. */
  readonly retryAfter?: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
  readonly timestamp: string;
  readonly errors: readonly Detail[];
  /** All members of the body as they came, those included that this file does not know. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** The body is no problem details object, for example because a proxy answered instead of the API. */
export class MalformedProblemError extends Error {
  override readonly name = "MalformedProblemError";
}

/**
 * Return the body of an error response as a problem.
 *
 * Members of a wrong type count as absent (RFC 9457 section 3.1), unknown ones are kept in `members`.
 *
 * @param body The text of the response, or what JSON.parse made of it.
 * @param status The status of the HTTP response; it counts where the body has none.
 * @throws {MalformedProblemError} The body is no JSON object, or has no `errorCode` and no `status`. Nothing else is thrown.
 */
export function parse(body: unknown, status?: number): Problem {
  const members = membersOf(body);
  const code = text(members, "errorCode");
  const known = isErrorCode(code) ? DECISIONS[code] : undefined;
  const foundStatus = integer(members["status"], 100, 599) ?? integer(status, 100, 599) ?? known?.status;
  if (foundStatus === undefined) {
    throw new MalformedProblemError("the body has no known errorCode and no status");
  }
  const decision = known ?? DECISIONS_BY_STATUS.get(foundStatus);
  const category = text(members, "errorCategory");
  const retryable = members["retryable"];
  const retryAfter = integer(members["retryAfter"], 0, Number.MAX_SAFE_INTEGER);
  return {
    code,
    status: foundStatus,
    retryable: typeof retryable === "boolean" ? retryable : decision?.retryable ?? false,
    ...(isErrorCategory(category) && { category }),
    ...(retryAfter !== undefined && { retryAfter }),
    type: text(members, "type"),
    title: text(members, "title"),
    detail: text(members, "detail"),
    instance: text(members, "instance"),
    requestId: text(members, "requestId"),
    timestamp: text(members, "timestamp"),
    errors: details(members["errors"]),
    members,
  };
}

/** Whether a code is one of those that this file knows. */
export function isErrorCode(code: string): code is ErrorCode {
  return CODES.has(code);
}

/** Return what the catalogue says about the code; about a newer code, what it says about the HTTP status. */
export function decisionFor(problem: Pick<Problem, "code" | "status">): Decision | undefined {
  return isErrorCode(problem.code) ? DECISIONS[problem.code] : DECISIONS_BY_STATUS.get(problem.status);
}

/**
 * Return whether the request took effect, by code and `instance`.
 *
 * Where these do not tell, the code is newer than this file, or the body says another status or `retryable` than the
 * catalogue, it is not known, and a new key is not safe.
 */
export function outcomeFor(problem: Pick<Problem, "code" | "status" | "retryable" | "instance">): Outcome {
  const outcomes = documentedOutcomes(problem);
  const fitting = fittingTemplates(outcomes.flatMap(({ paths }) => paths), problem.instance.split("?")[0] ?? "");
  const here = outcomes.filter(({ paths }) => paths.some((path) => fitting.includes(path)));
  const found = here.length > 0 ? here : outcomes;
  const [effect, ...otherEffects] = new Set(found.map((outcome) => outcome.effect));
  const [safeNewKey, ...otherKeys] = new Set(found.map((outcome) => outcome.safeNewKey ?? null));
  const key = safeNewKey === undefined || otherKeys.length > 0 ? false : safeNewKey;
  return {
    effect: effect === undefined || otherEffects.length > 0 ? "unknown" : effect,
    ...(key !== null && { safeNewKey: key }),
    paths: [],
  };
}

/** Return how to retry, or undefined where a retry is of no use. */
export function retryPolicyFor(problem: Pick<Problem, "code" | "status" | "retryable">): RetryPolicy | undefined {
  return problem.retryable ? decisionFor(problem)?.retry ?? FALLBACK_POLICY : undefined;
}

/**
 * Return the seconds to wait before a retry, from 1; undefined where the request should not be sent again.
 *
 * `retryAfter` is kept to the second. Other waits are drawn at random from the range of the policy, so that none is
 * shorter than what is documented; `random` gives a number from 0 to 1.
 *
 * @throws {RangeError} `retry` is below 1, which is the first one.
 */
export function delaySeconds(
  problem: Pick<Problem, "code" | "status" | "retryable" | "retryAfter">,
  retry: number,
  random: () => number = Math.random,
): number | undefined {
  const policy = retryPolicyFor(problem);
  const wait = policy && rangeSeconds(policy, retry);
  if (wait === undefined || problem.retryAfter !== undefined) {
    return wait && problem.retryAfter;
  }
  const [shortest, longest] = wait;
  return shortest + random() * (longest - shortest);
}

/**
 * Return the shortest and the longest wait before a retry; undefined where the last one has been made.
 *
 * @throws {RangeError} `retry` is below 1, which is the first one.
 */
export function rangeSeconds(policy: RetryPolicy, retry: number): readonly [number, number] | undefined {
  if (!(retry >= 1)) {
    throw new RangeError(`retries count from 1, not from ${retry}`);
  }
  if (retry > policy.maxRetries) {
    return undefined;
  }
  const delay = Math.min(policy.firstDelaySeconds * policy.factor ** (retry - 1), policy.maxDelaySeconds);
  return [delay, Math.min(delay * (1 + policy.jitter), policy.maxDelaySeconds)];
}

/** What a path parameter stands for: letters that need no percent-encoding, so that no host reads another path. */
const SEGMENT = /^[A-Za-z0-9._~-]+$/;

type Members = Readonly<Record<string, unknown>>;

function membersOf(body: unknown): Members {
  const value = typeof body === "string" ? parsedJson(body) : body;
  if (!isObject(value)) {
    throw new MalformedProblemError("the body is no JSON object");
  }
  return value;
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new MalformedProblemError("the body is no JSON");
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isErrorCategory(category: string): category is ErrorCategory {
  return CATEGORIES.has(category);
}

function text(members: Members, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}

function integer(value: unknown, least: number, most: number): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && least <= value && value <= most ? value : undefined;
}

function documentedOutcomes({ code, status, retryable }: Pick<Problem, "code" | "status" | "retryable">): readonly Outcome[] {
  const decision = isErrorCode(code) ? DECISIONS[code] : undefined;
  return decision?.status === status && decision.retryable === retryable ? decision.outcomes : [];
}

/** Return the templates that a path fits; one that is another in other letters is no `{id}` of a third. */
function fittingTemplates(templates: readonly string[], path: string): readonly string[] {
  const named = templates.filter((template) => template.toLowerCase() === path.toLowerCase());
  return named.length > 0 ? named.filter((template) => template === path) : templates.filter((template) => matches(template, path));
}

function matches(template: string, path: string): boolean {
  const given = path.split("/");
  const expected = template.split("/");
  return expected.length === given.length && expected.every((part, i) => part === given[i] || (part.startsWith("{") && SEGMENT.test(given[i] ?? "")));
}

function details(value: unknown): readonly Detail[] {
  return Array.isArray(value) ? value.filter(isObject).map(detail) : [];
}

function detail(entry: Members): Detail {
  const itemId = text(entry, "itemId");
  const jsonPath = text(entry, "jsonPath");
  return {
    code: text(entry, "code"),
    message: text(entry, "message"),
    ...(itemId && { itemId }),
    ...(jsonPath && { jsonPath }),
  };
}

// #region Catalogue
// Made from https://developer.gett-tech.com/errors/catalog.json, content ce7458f34a4b238e.

/** The version of the catalogue that this file was made from. */
export const CONTENT_VERSION = "ce7458f34a4b238e";

/** Every code that `errorCode` is known to have. */
export const ErrorCode = {
  /** The request conflicts with an earlier one. */
  CONFLICT: "CONFLICT",
  /** Reserved. The card was declined. */
  PAYMENT_DECLINED: "PAYMENT_DECLINED",
  /** The processor failed for the moment. The card was not necessarily declined. */
  PAYMENT_FAILED: "PAYMENT_FAILED",
} as const;

/** Every kind of error that `errorCategory` is known to have. */
export const ErrorCategory = {
  VALIDATION: "validation",
  AVAILABILITY: "availability",
  PAYMENT: "payment",
  CONFLICT: "conflict",
  NOT_FOUND: "not_found",
  AUTHENTICATION: "authentication",
  AUTHORIZATION: "authorization",
  RATE_LIMIT: "rate_limit",
  SERVER_ERROR: "server_error",
} as const;

/** Who can fix what is wrong, so that the call can succeed. */
export const Actor = {
  /** Your integration */
  INTEGRATION: "integration",
  /** Your end user */
  END_USER: "end_user",
  /** Your account owner */
  ACCOUNT_OWNER: "account_owner",
  /** Gett */
  GETT: "gett",
} as const;

/** What the catalogue says about each code. */
export const DECISIONS: Readonly<Record<ErrorCode, Decision>> = {
  CONFLICT: {
    code: ErrorCode.CONFLICT,
    status: 409,
    category: ErrorCategory.CONFLICT,
    retryable: false,
    actor: Actor.INTEGRATION,
    advice: "Read what is there.",
    outcomes: [
      {
        effect: "none",
        safeNewKey: true,
        paths: ["/v1/orders"],
      },
      {
        effect: "none",
        paths: ["/v1/orders/{orderId}"],
      },
    ],
  },
  PAYMENT_DECLINED: {
    code: ErrorCode.PAYMENT_DECLINED,
    status: 400,
    category: ErrorCategory.PAYMENT,
    retryable: false,
    actor: Actor.END_USER,
    advice: "Ask for another card.",
    userMessage: "Your card was declined. Please pay with another card or method.",
    outcomes: [
      {
        effect: "none",
        safeNewKey: true,
        paths: ["/v1/orders"],
      },
    ],
  },
  PAYMENT_FAILED: {
    code: ErrorCode.PAYMENT_FAILED,
    status: 400,
    category: ErrorCategory.PAYMENT,
    retryable: true,
    actor: Actor.INTEGRATION,
    advice: "Until you know whether it happened, send only the same request with the same `Idempotency-Key`; a new key may do it twice. Place the order again.",
    outcomes: [
      {
        effect: "unknown",
        safeNewKey: false,
        paths: ["/v1/orders"],
      },
    ],
    retry: {
      firstDelaySeconds: 1,
      factor: 2,
      maxDelaySeconds: 30,
      jitter: 1,
      maxRetries: 3,
      keepsIdempotencyKey: true,
    },
  },
};

/** What the catalogue says about an HTTP status alone: what it says about the general error of the status. */
export const DECISIONS_BY_STATUS: ReadonlyMap<number, Decision> = new Map([
  [409, DECISIONS.CONFLICT],
]);

/** For a code that is newer than this file and retryable: as patient as with any known one. */
const FALLBACK_POLICY: RetryPolicy | undefined = {
  firstDelaySeconds: 1,
  factor: 2,
  maxDelaySeconds: 30,
  jitter: 1,
  maxRetries: 3,
  keepsIdempotencyKey: true,
};
// #endregion

const CODES: ReadonlySet<string> = new Set(Object.values(ErrorCode));
const CATEGORIES: ReadonlySet<string> = new Set(Object.values(ErrorCategory));
