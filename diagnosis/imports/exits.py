"""Outcomes that a file only names: in danger, to be rung, not ours. The words are ours."""

from enum import StrEnum

from diagnosis.imports.council_codes import CALL_BACK, EMERGENCY
from diagnosis.imports.sketch import Node, Sketch


class Exit(StrEnum):
    EMERGENCY = "emergency"
    CALL_BACK = "call-back"
    NOT_OURS = "not-ours"


DANGER = [
    {"warning": "If anyone is hurt or in danger, ring 999."},
    {"text": "If you can smell gas, go outside. Then ring {phone:gas}."},
    {"text": "Stay at home if it is safe, so that we can get in."},
]
RING_BACK = [
    {"text": "Someone who knows about repairs will ring you, and ask what it is and how bad it is."},
    {"text": "If it gets worse before that, or someone could be hurt, ring us on {phone:repairs}."},
]
NOT_OURS = [
    {"text": "The council does not do this repair. People who live in a home have it done themselves."},
    {"text": "If you cannot have it done, or you are not sure that it is for you to do, ring us on {phone:repairs}."},
]


def leave(sketch: Sketch, where: Exit) -> str:
    """The key of the outcome at which everyone who is told no more than that arrives."""
    if where is Exit.EMERGENCY:
        return emergency(sketch)
    return call_back(sketch) if where is Exit.CALL_BACK else not_ours(sketch)


def emergency(sketch: Sketch) -> str:
    priority = sketch.codes.priority(EMERGENCY)
    key = sketch.share("emergency", danger("Emergency repair", priority))
    missing = "trade and SoR item" if priority else "priority, trade and SoR item"
    sketch.note(f"The file only says that these are emergencies. Choose the {missing}, and read what people do.", key)
    return key


def danger(title: str, priority: str) -> Node:
    return {"title": title, "body": DANGER, "ending": "ring", "priority": priority}


def call_back(sketch: Sketch) -> str:
    priority = sketch.codes.priority(CALL_BACK)
    outcome = {"title": "Repair that we need to talk about", "body": RING_BACK, "ending": "call-back"}
    key = sketch.share("ring-back", {**outcome, "priority": priority})
    if not priority:
        sketch.note("This outcome was made by the import. Choose how soon you ring: its priority.", key)
    return key


def not_ours(sketch: Sketch) -> str:
    key = sketch.share("not-ours", {"title": "Repair that is not ours", "body": NOT_OURS, "ending": "not-ours"})
    sketch.note("The file only says that these are not for you. Say why, and who does it.", key)
    return key
