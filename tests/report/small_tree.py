"""A diagnosis small enough to read, and a journey through it without a database.

danger? -> ring now
       \\-> which (needs a home) -> tap: drips? -> mend it
                                \\-> roof -> call back
                                 \\-> nothing -> advice
"""

from typing import Any

from diagnosis.tree import Tree
from repairs.report.answers import Answers, Contact, Details, Household, Slot, TellBy, YesNo
from repairs.report.journey import JOURNEY
from repairs.report.path import Path, find_path
from repairs.report.progress import HomeFacts, Setting
from tests.diagnosis.builders import option, question, ranks

HOME = HomeFacts(key="7", tenure="secure", is_tenancy=True, patch="N", calls_back=False)


def outcome(key: str, ending: str, priority: str = "R20", **more: Any) -> dict[str, Any]:
    sor = [{"code": "LK-P01", "quantity": 1}] if ending == "book" else []
    return {"kind": "outcome", "key": key, "title": key, "ending": ending, "priority": priority, "sor": sor, **more}


TREE = Tree.model_validate(
    {
        "key": "small",
        "title": "Small",
        "language": "en-GB",
        "start": "danger",
        "nodes": [
            question("danger", option("yes", "ring-now"), option("no", "which")),
            question(
                "which", option("tap", "drips"), option("roof", "roof"), option("nothing", "nothing"), needs_home=True
            ),
            question("drips", option("yes", "mend"), option("no", "replace")),
            outcome("ring-now", "ring", "E2"),
            outcome("mend", "book", trade="PL"),
            outcome("replace", "book", "U7", trade="PL"),
            outcome("roof", "call-back", "U7"),
            outcome("nothing", "advice", ""),
        ],
    }
)

QUESTIONS = {"danger": "no", "which": "tap", "drips": "yes"}
HOUSEHOLD = Household(damp=YesNo.NO, recent=YesNo.NO)
CONTACT = Contact(name="Ada Byron", phone="07700 900123", tell_by=TellBy.TEXT)
JOB = "N/PL/45"
SLOT = Slot.model_validate(
    {"id": "1", "day": "2026-03-05", "window": "AM", "starts": "08:00", "ends": "12:00", "job": JOB}
)

IN_ORDER: dict[str, Any] = {
    "questions": QUESTIONS,
    "postcode": "NM1 2AB",
    "home": HOME.key,
    "household": HOUSEHOLD,
    "details": Details(),
    "slot": SLOT,
    "contact": CONTACT,
}


def setting(home: HomeFacts | None = HOME) -> Setting:
    return Setting(tree=TREE, home=home, ranks=ranks(), minutes={"LK-P01": 45})


def path_with(lives_in: HomeFacts | None = HOME, /, **answers: Any) -> Path:
    return find_path(Answers(**answers), setting(lives_in), JOURNEY)


def slugs(path: Path) -> list[str]:
    return [page.slug for page in path.pages]
