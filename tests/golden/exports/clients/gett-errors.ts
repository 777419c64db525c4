/**
 * The errors of the Gett Marketfront API, typed: what they are, and what to do about them.
 *
 *     const [response, problem] = await retrying(() => fetch(url, { method: "POST", headers, body }));
 *     if (problem?.code === ErrorCode.ORDER_TOTAL_DIFFERENT) {
 *       // validate the order again
 *     }
 *
 * Without `retrying`, `fromFetch(response)` or `fromResponse(status, headers, body)` returns the problem, and
 * `delaySeconds(problem, 1)` how long to wait before the first retry, or undefined: do not send the request again.
 *
 * A code that is newer than this file is no fault: what it lacks here follows from the HTTP status and from `retryable`.
 * ES2020, without dependencies.
 *
 * Version 1.0.0, made of version 9a26a13c32581051 of the catalogue. Gett has not stated a licence.
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
  /** The response header with the Unix time from which a retry can succeed. */
  readonly resetHeader?: string;
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

/** What a decision was found by: the code, the HTTP status, the general one of its class (500 for 504), or nothing. */
export type DecidedBy = "code" | "status" | "class" | "nothing";

/** The body of an error response (RFC 9457). A text that the body lacks is empty. */
export interface Problem {
  /** The `errorCode`: one of ErrorCode, or one that is newer than this file. */
  readonly code: ErrorCode | (string & Record<never, never>);
  readonly status: number;
  readonly decidedBy: DecidedBy;
  /** What the body says; where it says nothing, what the catalogue says about the code, and else about the status. */
  readonly retryable: boolean;
  /** Absent where the category is newer than this file. */
  readonly category?: ErrorCategory;
  /**
   * Seconds to wait before a retry, where the response says so: in `retryAfter`, else in `Retry-After`, else in the reset
   * header of the retry policy.
   */
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

/** What the address of the page about an error is made of. */
export type HelpMember = "code" | "requestId" | "instance" | "timestamp" | "retryAfter" | "status" | "retryable";

/** The body of a response: text, bytes, or what JSON.parse made of it; null or undefined where there is none. */
export type Body = string | Uint8Array | Members | null | undefined;

/**
 * The headers of a response: those of fetch or of Node, a mapping or pairs, names in any letters. Of several with one
 * name, the first counts.
 */
export type HeadersLike = { get(name: string): string | null } | Iterable<readonly [string, unknown]> | Members;

/** A response of fetch. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly bodyUsed: boolean;
  clone(): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** What a request is answered with: a response of fetch, or with any other library, its status, headers and body. */
export type Answer = FetchResponse | readonly [status: number, headers: HeadersLike, body: Body];

/** What `retrying` goes by. */
export interface RetryOptions {
  /** A wait that would end later than this after the first try is not begun; 120 where it is absent. */
  readonly giveUpAfterSeconds?: number;
  /** Waits; if it rejects, as a signal of yours may have it, so does `retrying`. */
  readonly sleep?: (seconds: number) => Promise<unknown>;
  /** Returns milliseconds, as Date.now does. */
  readonly now?: () => number;
  /** Returns a number from 0 to 1. */
  readonly random?: () => number;
}

/** The body is no problem details object, for example because a proxy answered instead of the API. */
export class MalformedProblemError extends Error {
  override readonly name = "MalformedProblemError";
}

/** A response that asks for a longer wait is not answered with a retry: no process waits for more than a day. */
export const MAX_WAIT_SECONDS = 86_400;

/**
 * Return the problem that a response with an HTTP status of 400 or more tells, whoever sent it.
 *
 * A body that is no problem details object, such as the page of a proxy, counts as empty: the status decides then, and
 * `decidedBy` says so. Bytes are read by their byte order mark, else by the charset of Content-Type, else as UTF-8. A
 * date in Retry-After counts from the header Date; where that is absent, from `now`, in milliseconds.
 *
 * @throws {TypeError} An argument is of another type, such as a promise or a whole response. Nothing else is thrown.
 */
export function fromResponse(status: number, headers: HeadersLike, body: Body, now: () => number = Date.now): Problem {
  refuseOtherStatus(status);
  refuseOtherHeaders(headers);
  refuseUnread(body);
  const header = headerReader(headers);
  const members = membersOrNone(body, header("content-type"));
  const problem = problemOf(members, errorStatus(members) ?? status);
  const retryAfter = problem.retryAfter ?? toldSeconds(header, retryPolicyFor(problem), now() / 1000);
  return retryAfter === undefined ? problem : { ...problem, retryAfter };
}

/**
 * Return the problem that a response of fetch tells. It reads a copy of the body; a body that is cut off counts as empty.
 *
 * @throws {TypeError} The body has been read already. Nothing else is thrown.
 */
export async function fromFetch(response: FetchResponse, now: () => number = Date.now): Promise<Problem> {
  if (response.bodyUsed) {
    throw new TypeError("the body of the response has been read already: call fromFetch first, or fromResponse with it");
  }
  const bytes = await response.clone().arrayBuffer().catch(() => new ArrayBuffer(0));
  return fromResponse(response.status, response.headers, new Uint8Array(bytes), now);
}

/**
 * Return a body on its own as a problem; `fromResponse` reads a whole response.
 *
 * Members of a wrong type count as absent (RFC 9457 section 3.1), unknown ones are kept in `members`. `status` is that of
 * the HTTP response; it counts where the body has none.
 *
 * @throws {MalformedProblemError} The body is no JSON object, or has no `errorCode` and no `status`. Nothing else is thrown.
 */
export function parse(body: string | Uint8Array | Members, status?: number): Problem {
  const members = membersOf(body, "");
  const code = text(members, "errorCode");
  const found = errorStatus(members) ?? integer({ status }, "status", 100, 599) ?? (isErrorCode(code) ? DECISIONS[code].status : undefined);
  if (found === undefined) {
    throw new MalformedProblemError("the body has no known errorCode and no status");
  }
  return problemOf(members, found);
}

/**
 * Send a request, again where that may help, and return the last answer and its problem; undefined where it succeeded.
 *
 * It is sent again while the problem is retryable, as often and after such waits as `delaySeconds` says. `send` makes one
 * try, always with the same body and Idempotency-Key: make the key before. It returns the answer, whatever its status is.
 *
 * What `send` throws, such as a timeout, is thrown here: whether the request took effect is not known then. What to do
 * about it is yours, as no answer says what the API asks for: send the same body with the same key again.
 */
export async function retrying<A extends Answer>(send: () => Promise<A>, options: RetryOptions = {}): Promise<readonly [A, Problem | undefined]> {
  const { giveUpAfterSeconds = 120, sleep = sleepSeconds, now = Date.now, random = Math.random } = options;
  const ends = now() + giveUpAfterSeconds * 1000;
  for (let retry = 1; ; retry++) {
    const answer = await send();
    const problem = await problemOfAnswer(answer);
    const delay = problem && delaySeconds(problem, retry, random);
    if (delay === undefined || !(now() + delay * 1000 <= ends)) {
      return [answer, problem];
    }
    await sleep(delay);
  }
}

/** Whether a code is one of those that this file knows. */
export function isErrorCode(code: string): code is ErrorCode {
  return CODES.has(code);
}

/** Return what the catalogue says about the code, else about the HTTP status, else about its class. */
export function decisionFor(problem: Pick<Problem, "code" | "status">): Decision | undefined {
  return decide(problem.code, problem.status)[1];
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
  const effect = agreed(found.map((outcome) => outcome.effect)) ?? "unknown";
  const safeNewKey = agreed(found.map((outcome) => outcome.safeNewKey ?? null));
  return { effect, ...(safeNewKey !== null && { safeNewKey: safeNewKey ?? false }), paths: [] };
}

/**
 * Return the address of the page about the error, for logs and alerts; the page shows what the response said.
 *
 * Behind the # stand `requestId`, `instance` without its query, `timestamp`, the wait, status and `retryable`. No server
 * sees that part, and nothing else of the response is in it.
 */
export function helpUrlFor(problem: Pick<Problem, HelpMember>): string {
  const { code, requestId, instance, timestamp, retryAfter, status, retryable } = problem;
  const path = instance.split("?")[0] ?? "";
  const said = { requestId, instance: path, timestamp, retryAfter: retryAfter ?? "", status, retryable };
  const members = Object.entries(said).filter(([, value]) => /^[!-~]{1,512}$/.test(String(value)));
  const page = /^[A-Z][A-Z0-9_]{0,99}$/.test(code) ? `${code}/` : `?status=${String(status)}`;
  return `${ERRORS_URL}${page}#${members.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Return how to retry, or undefined where a retry is of no use. */
export function retryPolicyFor(problem: Pick<Problem, "code" | "status" | "retryable">): RetryPolicy | undefined {
  return problem.retryable ? decisionFor(problem)?.retry ?? FALLBACK_POLICY : undefined;
}

/**
 * Return the seconds to wait before a retry, from 1; undefined where the request should not be sent again.
 *
 * The wait is as long as the response says, but never shorter than the policy, and what the policy adds to a wait at random
 * comes on top, so that clients do not return together; `random` gives a number from 0 to 1. Where the response asks for
 * more than MAX_WAIT_SECONDS, the request should not be sent again.
 *
 * @throws {RangeError} `retry` is no whole number from 1, which is the first one.
 */
export function delaySeconds(
  problem: Pick<Problem, "code" | "status" | "retryable" | "retryAfter">,
  retry: number,
  random: () => number = Math.random,
): number | undefined {
  const number = numberOf(retry);
  const policy = retryPolicyFor(problem);
  const wait = policy && rangeSeconds(policy, number);
  const told = problem.retryAfter ?? 0;
  if (wait === undefined || told > MAX_WAIT_SECONDS) {
    return undefined;
  }
  const [shortest, longest] = wait;
  return Math.min(Math.max(shortest, told) + random() * (longest - shortest), MAX_WAIT_SECONDS);
}

/**
 * Return the shortest and the longest wait before a retry; undefined where the last one has been made.
 *
 * @throws {RangeError} `retry` is no whole number from 1, which is the first one.
 */
export function rangeSeconds(policy: RetryPolicy, retry: number): readonly [number, number] | undefined {
  if (numberOf(retry) > policy.maxRetries) {
    return undefined;
  }
  const delay = Math.min(policy.firstDelaySeconds * policy.factor ** (retry - 1), policy.maxDelaySeconds);
  return [delay, Math.min(delay * (1 + policy.jitter), policy.maxDelaySeconds)];
}

async function problemOfAnswer(answer: Answer): Promise<Problem | undefined> {
  const isResponse = "status" in answer;
  const status = isResponse ? answer.status : answer[0];
  if (FIRST_STATUS <= status && status < FIRST_ERROR) {
    return undefined;
  }
  return isResponse ? await fromFetch(answer) : fromResponse(...answer);
}

function sleepSeconds(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}

function decide(code: string, status: number): readonly [DecidedBy, Decision | undefined] {
  if (isErrorCode(code)) {
    return ["code", DECISIONS[code]];
  }
  const exact = DECISIONS_BY_STATUS.get(status);
  if (exact) {
    return ["status", exact];
  }
  // RFC 9110 section 15: a status that is not known counts as the x00 of its class.
  const general = DECISIONS_BY_STATUS.get(Math.floor(status / 100) * 100);
  return [general ? "class" : "nothing", general];
}

function problemOf(members: Members, status: number): Problem {
  const code = text(members, "errorCode");
  const [decidedBy, decision] = decide(code, status);
  const category = text(members, "errorCategory");
  const { retryable, errors } = members;
  const retryAfter = integer(members, "retryAfter", 0, Number.MAX_SAFE_INTEGER);
  return {
    code,
    status,
    decidedBy,
    retryable: typeof retryable === "boolean" ? retryable : decision?.retryable ?? false,
    ...(isErrorCategory(category) && { category }),
    ...(retryAfter !== undefined && { retryAfter }),
    type: text(members, "type"),
    title: text(members, "title"),
    detail: text(members, "detail"),
    instance: text(members, "instance"),
    requestId: text(members, "requestId"),
    timestamp: text(members, "timestamp"),
    errors: details(errors),
    members,
  };
}

// Every runtime has these two, but not every compiler knows them.
declare const TextDecoder: new (label?: string) => { decode(bytes: Uint8Array): string };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** A response that a browser does not show has the status 0. */
const FIRST_STATUS = 100;
const FIRST_ERROR = 400;

/** The byte order marks. */
const MARKS = [["utf-8", 0xef, 0xbb, 0xbf], ["utf-16be", 0xfe, 0xff], ["utf-16le", 0xff, 0xfe]] as const;

/** What a path parameter stands for: letters that need no percent-encoding, so that no host reads another path. */
const SEGMENT = /^[A-Za-z0-9._~-]+$/;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTH = `(?<month>${MONTHS.join("|")})`;
const TIME = "(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})";
/** The three forms of RFC 9110 section 5.6.7, of which servers send the first. */
const HTTP_DATES = [
  new RegExp(`^[A-Za-z]{3}, (?<day>[0-9]{2}) ${MONTH} (?<year>[1-9][0-9]{3}) ${TIME} GMT$`),
  new RegExp(`^[A-Za-z]{6,9}, (?<day>[0-9]{2})-${MONTH}-(?<year>[0-9]{2}) ${TIME} GMT$`),
  new RegExp(`^[A-Za-z]{3} ${MONTH} (?<day>[ 0-9][0-9]) ${TIME} (?<year>[1-9][0-9]{3})$`),
];

type Members = Readonly<Record<string, unknown>>;

function membersOrNone(body: Body, contentType: string): Members {
  try {
    return membersOf(body, contentType);
  } catch {
    return {};
  }
}

function membersOf(body: unknown, contentType: string): Members {
  const decoded = isBytes(body) ? decodedText(body, contentType) : body;
  const value = typeof decoded === "string" ? parsedJson(decoded) : decoded;
  if (!isObject(value)) {
    throw new MalformedProblemError(typeof body === "string" || isBytes(body) ? "the body is no JSON object" : wrongType(body));
  }
  return value;
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    throw new MalformedProblemError("the body is no JSON");
  }
}

function decodedText(body: Uint8Array, contentType: string): string {
  const marked = MARKS.find(([, ...mark]) => mark.every((byte, i) => body[i] === byte))?.[0];
  const charset = marked ?? /charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body); // an unknown charset
  }
}

function refuseOtherStatus(status: unknown): void {
  if (!Number.isInteger(status)) {
    throw new TypeError(`a status is a whole number, not ${kindOf(status)}: pass response.status, for example`);
  }
}

/** Refuse what has no headers, such as a whole response, or Node's rawHeaders, in which names and values alternate. */
function refuseOtherHeaders(headers: unknown): void {
  const isFlat = Array.isArray(headers) && !headers.every((pair) => Array.isArray(pair));
  const isOther = typeof headers !== "object" || headers === null || isFlat;
  if (isOther || !(isObject(headers) || isIterable(headers) || hasGet(headers))) {
    throw new TypeError(`headers are those of fetch or Node, a mapping or pairs, not ${kindOf(headers)}: pass response.headers, for example`);
  }
}

/** Refuse what is no body yet, such as a promise, a stream or a whole response. */
function refuseUnread(body: unknown): void {
  const isOther = typeof body === "object" && body !== null && !isObject(body) && !isBytes(body) && !Array.isArray(body);
  if (isOther || typeof body === "function") {
    throw new TypeError(wrongType(body));
  }
}

function wrongType(body: unknown): string {
  return `a body is text, bytes or what JSON.parse made of it, not ${kindOf(body)}: pass await response.text(), for example`;
}

/** Return what an object is, wherever its class comes from: "[object Promise]". */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function isBytes(value: unknown): value is Uint8Array {
  return kindOf(value) === "[object Uint8Array]";
}

function isObject(value: unknown): value is Members {
  return kindOf(value) === "[object Object]";
}

function headerReader(headers: HeadersLike): (name: string) => string {
  if (!isIterable(headers) && hasGet(headers)) {
    return (name) => headers.get(name)?.trim() ?? "";
  }
  const fields = new Map<string, string>();
  for (const [name, value] of isIterable(headers) ? headers : Object.entries(headers)) {
    const key = name.toLowerCase();
    fields.set(key, fields.get(key) ?? String(Array.isArray(value) ? value[0] : value).trim());
  }
  return (name) => fields.get(name) ?? "";
}

function isIterable(headers: object): headers is Iterable<readonly [string, unknown]> {
  return Symbol.iterator in headers;
}

function hasGet(headers: object): headers is { get(name: string): string | null } {
  return "get" in headers && typeof headers.get === "function";
}

/** Return how long headers ask to wait. */
function toldSeconds(header: (name: string) => string, policy: RetryPolicy | undefined, now: number): number | undefined {
  const retryAfter = header("retry-after");
  const seconds = digits(retryAfter);
  if (seconds !== undefined) {
    return seconds;
  }
  const reset = policy?.resetHeader && digits(header(policy.resetHeader.toLowerCase()));
  const until = unixTime(retryAfter, now) ?? (reset === "" ? undefined : reset);
  return until === undefined ? undefined : Math.max(0, Math.ceil(until - (unixTime(header("date"), now) ?? now)));
}

function digits(text: string): number | undefined {
  return /^[0-9]+$/.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : undefined;
}

/** Return the Unix time of an HTTP date; of two digits, a year is at most 50 years ahead. */
function unixTime(text: string, now: number): number | undefined {
  const found = HTTP_DATES.map((form) => form.exec(text)?.groups).find((groups) => groups);
  if (!found) {
    return undefined;
  }
  const { year = "", month = "", day, hour, minute, second } = found;
  const century = year.length > 2 ? 0 : 2000 + Number(year) <= new Date(now * 1000).getUTCFullYear() + 50 ? 2000 : 1900;
  return Date.UTC(century + Number(year), MONTHS.indexOf(month), Number(day), Number(hour), Number(minute), Number(second)) / 1000;
}

function numberOf(retry: number): number {
  if (!Number.isInteger(retry) || retry < 1) {
    throw new RangeError(`retries count from 1, not from ${String(retry)}`);
  }
  return retry;
}

function errorStatus(members: Members): number | undefined {
  return integer(members, "status", FIRST_ERROR, 599);
}

function isErrorCategory(category: string): category is ErrorCategory {
  return CATEGORIES.has(category);
}

function text(members: Members, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}

function integer(members: Members, name: string, least: number, most: number): number | undefined {
  const value = members[name];
  return typeof value === "number" && Number.isInteger(value) && least <= value && value <= most ? value : undefined;
}

function documentedOutcomes({ code, status, retryable }: Pick<Problem, "code" | "status" | "retryable">): readonly Outcome[] {
  const decision = isErrorCode(code) ? DECISIONS[code] : undefined;
  return decision?.status === status && decision.retryable === retryable ? decision.outcomes : [];
}

/** Return the value that all have, or undefined where they differ. */
function agreed<T>(values: readonly T[]): T | undefined {
  const [value, ...others] = new Set(values);
  return others.length > 0 ? undefined : value;
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
// Made from https://developer.gett-tech.com/errors/catalog.json, content 9a26a13c32581051.

/** The version of the catalogue that this file was made from. */
export const CONTENT_VERSION = "9a26a13c32581051";

/** Where the pages about errors are. */
export const ERRORS_URL = "https://developer.gett-tech.com/errors/";

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
