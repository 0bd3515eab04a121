"""A case that must hold: what someone answers or a situation, and what must come of it."""

from typing import Literal

from pydantic import Field

from diagnosis.facts import Answer, PersonAtRisk
from diagnosis.part import Code, Key, Part
from diagnosis.vocabulary import Ending, Tenure

Season = Literal["winter", "summer"]


class Expected(Part):
    outcome: Key
    priority: Code = ""
    """Empty where nobody comes."""
    ending: Ending
    rules: tuple[str, ...] = ()
    """Names of triage rules that must play a part. Others may too."""


class Example(Part):
    key: Key
    name: str
    """The situation in plain words."""
    answers: dict[str, str] = {}
    """The key of the chosen option, by the key of its page. Without any, the expected outcome itself is tried."""
    facts: dict[str, str] = {}
    """What is known besides what the answers establish."""
    people_at_risk: tuple[PersonAtRisk, ...] = ()
    damp: Answer | None = None
    recent: Answer | None = None
    recalls: int = Field(0, ge=0, le=9)
    tenure: Tenure = "secure"
    season: Season = "winter"
    expect: Expected
    withdrawn: str = ""
    """Why it no longer holds. One that is withdrawn is not tried."""
