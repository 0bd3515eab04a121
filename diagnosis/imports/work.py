"""Outcomes with work to do: an SoR item, and the trade and priority that follow from the council's tables."""

from dataclasses import dataclass

from diagnosis.imports.council_codes import BOOKED
from diagnosis.imports.exits import DANGER
from diagnosis.imports.sketch import Sketch, listed
from diagnosis.vocabulary import is_emergency

NO_PRIORITY = (
    "The file gives repairs no priority. Choose one for each, or import the file again and say which of yours is meant."
)


@dataclass(frozen=True)
class Work:
    title: str
    code: str
    said: str = ""
    """The priority, in the words of the file."""
    location: str = ""


def add_work(sketch: Sketch, words: str, work: Work) -> str:
    """The key of the outcome. What the file does not say is noted."""
    key = sketch.new_key(words)
    priority = find_priority(sketch, key, work.said)
    sketch.nodes[key] = {
        "kind": "outcome",
        "key": key,
        "title": work.title,
        "ending": "book",
        "priority": priority,
        "trade": sketch.codes.trade(work.code),
        "sor": [{"code": work.code}] if work.code else [],
        "location": work.location,
    }
    if not work.code:
        sketch.note("The file has no SoR code for this.", key)
    if is_emergency(priority):
        sketch.nodes[key] |= {"ending": "ring", "body": DANGER}
        sketch.note("Its priority is an emergency, so it ends with “Ring us”. Read what people do until then.", key)
    return key


def find_priority(sketch: Sketch, key: str, said: str) -> str:
    priority = sketch.codes.priority(said or BOOKED)
    if said and not priority:
        sketch.note(f"The file gives it “{said}”, which is not one of your priorities. Choose the one it means.", key)
    elif not priority:
        sketch.note(NO_PRIORITY)
    return priority


def note_unknown_codes(sketch: Sketch) -> None:
    lines = [line for node in sketch.nodes.values() for line in node.get("sor", ())]
    unknown = list(dict.fromkeys(line["code"] for line in lines if not sketch.codes.trade(line["code"])))
    if unknown:
        from_file = f"{len(unknown)} SoR codes of the file are" if len(unknown) > 1 else "One SoR code of the file is"
        says = f"{from_file} not in your schedule of rates: {listed(unknown)}."
        sketch.note(f"{says} Import the schedule first, and then this file again; or choose other items.")
