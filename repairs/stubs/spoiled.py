"""What becomes of a good answer on its way back, when a fault is met after the request was taken."""

from dataclasses import replace
from http import HTTPStatus

from repairs.stubs.faults import Fault
from repairs.stubs.server import Answer, problem

LOG_IN = b"<!DOCTYPE html><title>Log in</title>"


def spoiled(answer: Answer, fault: Fault | None, slow_seconds: float) -> Answer | None:
    match fault:
        case Fault.DROP:
            return None
        case Fault.SLOW:
            return replace(answer, after_seconds=slow_seconds)
        case Fault.MALFORMED:
            return replace(answer, body=answer.body[: len(answer.body) // 2])
        case Fault.CUT:
            return replace(answer, is_cut=True)
        case Fault.HTML:
            return Answer(HTTPStatus.OK, LOG_IN, content_type="text/html; charset=utf-8")
        case Fault.TAKEN_ERROR:
            return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong.")
    return answer
