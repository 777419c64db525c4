"""Checked, never run: what a program may rely on."""

import gett_errors


def handle(body: bytes, status: int) -> float | None:
    problem: gett_errors.Problem = gett_errors.parse(body, status=status)
    if problem.code == gett_errors.ErrorCode.ORDER_TOTAL_DIFFERENT:
        return None
    known: gett_errors.ErrorCode | None = problem.known_code
    decision: gett_errors.Decision | None = problem.decision
    if known is None and decision and decision.actor is gett_errors.Actor.GETT:
        return None
    return problem.delay_seconds(retry=1)
