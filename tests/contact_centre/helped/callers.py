"""Callers who are asked who they are."""

from repairs.council.models import VerifyingQuestion
from repairs.log.models import Repair
from tests.contact_centre.agent import Agent


def field_of(kind: str) -> str:
    return f"question_{VerifyingQuestion.objects.get(kind=kind).pk}"


def fields_of(kinds: str) -> list[str]:
    return [field_of(kind) for kind in kinds.split()]


def asks(agent: Agent, repair: Repair, right: str = "", wrong: str = "", **caller: str) -> None:
    """The agent asks, marks what the caller says, and presses Verify."""
    agent.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    marks = dict.fromkeys(fields_of(right), "right") | dict.fromkeys(fields_of(wrong), "wrong")
    agent.picks(**marks, **caller).presses("Verify")


def helps(agent: Agent, repair: Repair, **caller: str) -> None:
    asks(agent, repair, right="name address", **caller)
    assert agent.url == f"/staff/repairs/{repair.reference}/help/", agent.says
