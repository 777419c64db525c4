// Compiled, never run: what a program may rely on.
import { DECISIONS, ErrorCode, MalformedProblemError, decisionFor, delaySeconds, parse } from "./gett-errors";
import type { Actor, Decision, Problem } from "./gett-errors";

export function handle(body: string, status: number): number | undefined {
  const problem: Problem = parse(body, status);
  switch (problem.code) {
    case ErrorCode.ORDER_TOTAL_DIFFERENT:
      return undefined;
    case "PAYMENT_FAILED":
      return delaySeconds(problem, 1);
    case "A_CODE_OF_TOMORROW":
      return 0;
  }
  const actor: Actor | undefined = decisionFor(problem)?.actor;
  return actor === "gett" ? problem.retryAfter : undefined;
}

export const everyCodeHasItsDecision: Record<ErrorCode, Decision> = DECISIONS;
export const error: Error = new MalformedProblemError("x");
