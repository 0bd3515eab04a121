"""Trees small enough to read, and the shipped one with the codes it is published with."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from diagnosis.tree import Tree
from diagnosis.walk import Walk, walk
from repairs.settings import BASE_DIR

FIXTURES = Path(BASE_DIR) / "fixtures"
LEAK_FILE = FIXTURES / "trees" / "leak.json"
SOR_FILE = FIXTURES / "sor.csv"
COUNCIL_FILE = FIXTURES / "councils" / "northmere.json"


def leak_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(LEAK_FILE.read_text(encoding="utf-8"))
    return document


@cache
def leak_tree() -> Tree:
    return Tree.model_validate(leak_document())


@cache
def sor_rows() -> dict[str, dict[str, str]]:
    with SOR_FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


@cache
def council_rows(model: str) -> dict[str, dict[str, Any]]:
    rows = json.loads(COUNCIL_FILE.read_text(encoding="utf-8"))
    return {row["fields"]["code"]: row["fields"] for row in rows if row["model"] == f"council.{model}"}


def ranks() -> dict[str, int]:
    return {code: row["rank"] for code, row in council_rows("priority").items()}


def follow(tree: Tree, route: str) -> Walk:
    """The walk of someone who chooses these options in turn, written as: none > kitchen > tap > drips."""
    answers: dict[str, str] = {}
    for choice in route.split(" > "):
        page = walk(tree, answers).pages[-1]
        assert choice in [option.key for option in page.options], f"{page.key} does not offer {choice}"
        answers[page.key] = choice
    return walk(tree, answers)


def option(key: str, next: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "text": f"Option {key}", "next": next, **more}


def question(key: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "question", "key": key, "text": f"Question {key}", "options": list(options), **more}


def advice(key: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "advice", "key": key, "title": f"Advice {key}", "options": list(options), **more}


def outcome(key: str, **more: Any) -> dict[str, Any]:
    work = {"ending": "book", "priority": "R20", "trade": "PL", "sor": [{"code": "TAP"}]}
    return {"kind": "outcome", "key": key, "title": f"Outcome {key}", **work, **more}


def tree(*nodes: dict[str, Any], **more: Any) -> Tree:
    """Starts at its first node."""
    document = {"key": "small", "title": "Small", "language": "en", "start": nodes[0]["key"], "nodes": nodes}
    return Tree.model_validate({**document, **more})


def sound_nodes() -> list[dict[str, Any]]:
    """A tree with nothing wrong: one question, one way for those who are not sure, two outcomes."""
    return [
        question("where", option("tap", "tap"), option("roof", "roof"), option("dunno", "ask", not_sure=True)),
        advice("ask", option("continue", "roof")),
        outcome("tap"),
        outcome("roof"),
    ]
