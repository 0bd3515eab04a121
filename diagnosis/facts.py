"""What is known of a problem when its urgency is decided."""

from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Answer = Literal["yes", "no", "not-sure"]
Foul = Literal["coming-in", "leaking"]
WaterOff = Literal["no", "some-left", "none-left", "not-sure"]
PersonAtRisk = Literal["child-under-5", "over-65", "pregnant", "health-condition", "equipment"]


class Facts(BaseModel):
    """Each is None until someone has been asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    electrics: Answer | None = None
    """Water touches, or drips near, something electric."""
    ceiling: Answer | None = None
    """A ceiling bulges, sags or has come down."""
    foul: Foul | None = None
    """Waste from a toilet or drain comes into the home, or leaks from a pipe inside it."""
    contained: Answer | None = None
    """A bucket, bowl or towel catches all of it, or it has been stopped."""
    other_homes: Answer | None = None
    """Water goes into another home or a shared area."""
    scalding: Answer | None = None
    """Very hot water or steam comes out."""
    heating: Answer | None = None
    """There is heating and hot water."""
    water_off: WaterOff | None = None
    """The stop tap is turned off, and whether usable water is left."""

    damp: Answer | None = None
    recent: Answer | None = None
    """The same thing was repaired in the last month."""
    recalls: int = 0
    """How many repairs of the same thing failed in the last month, where the log knows."""
    people_at_risk: frozenset[PersonAtRisk] = frozenset()

    @classmethod
    def gathered(cls, tree_facts: Mapping[str, str], **asked: object) -> "Facts":
        """What the diagnosis established, then what the report itself asked. An empty answer was not asked.

        A fact that this version no longer knows is left out: a report may be pinned to an older tree.
        """
        known = {name: value for name, value in tree_facts.items() if value in TREE_FACTS.get(name, ())}
        given = {name: value for name, value in asked.items() if value is not None and value != ""}
        return cls.model_validate({**known, **given})


TREE_FACTS: dict[str, tuple[str, ...]] = {
    "electrics": get_args(Answer),
    "ceiling": get_args(Answer),
    "foul": get_args(Foul),
    "contained": get_args(Answer),
    "other_homes": get_args(Answer),
    "scalding": get_args(Answer),
    "heating": get_args(Answer),
    "water_off": get_args(WaterOff),
}
"""The facts that an option of a tree may establish, and their values."""
