"""Reading a tree's JSON document."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from diagnosis.problems import Problem
from diagnosis.tree import Tree


class TreeRefused(Exception):
    """A document that is not a sound tree. `problems` says why, in plain English."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(say_problem(problem) for problem in problems))


def say_problem(problem: Problem) -> str:
    return f"{problem.node_key}: {problem.text}" if problem.node_key else problem.text


def read_tree(document: Any) -> Tree:
    """Raises TreeRefused when the document does not have the shape of a tree."""
    try:
        return Tree.model_validate(document)
    except ValidationError as error:
        raise TreeRefused(list(shape_problems(document, error))) from error


def shape_problems(document: Any, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        place = list(fault["loc"])
        key = node_key(document, place[1]) if place[:1] == ["nodes"] and len(place) > 1 else ""
        where = ", ".join(str(part + 1) if isinstance(part, int) else part for part in place)
        yield Problem(key, f"{where or 'The document'}: {fault['msg']}.")


def node_key(document: Any, index: int | str) -> str:
    node = document["nodes"][index] if isinstance(index, int) else None
    return str(node.get("key", "")) if isinstance(node, dict) else ""


def fingerprint(document: Any) -> str:
    """The same for the same document, however its keys are ordered."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
