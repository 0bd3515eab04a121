"""Reading a tree's JSON document."""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Self

from pydantic import ValidationError

from diagnosis.characters import find_unkept, without_unkept
from diagnosis.problems import Problem
from diagnosis.tree import Tree

Place = tuple[int | str, ...]

MOST_TOLD = 100
"""Of a document that is wrong in more places, the first are told."""

SAYS = {
    "bool_parsing": "this must be true or false",
    "extra_forbidden": "nothing of this name has a meaning here",
    "missing": "this is missing",
    "model_type": "this must be an object, with names and values between braces",
    "dict_type": "this must be an object, with names and values between braces",
    "string_type": "this must be text, between quotes",
    "tuple_type": "this must be a list, between square brackets",
    "union_tag_invalid": "the kind must be question, advice or outcome",
    "union_tag_not_found": "the kind is missing. It is question, advice or outcome",
}


class TreeRefused(Exception):
    """A document that is not a sound tree. `problems` says why, in plain English."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(say_problem(problem) for problem in problems))

    @classmethod
    def because(cls, reason: str) -> Self:
        """Where it is about the document as a whole."""
        return cls([Problem("", reason)])


def say_problem(problem: Problem) -> str:
    return f"{problem.node_key}: {problem.text}" if problem.node_key else problem.text


def read_tree(document: Any) -> Tree:
    """Raises TreeRefused when the document does not have the shape of a tree, or holds what cannot be kept."""
    if unkept := list(islice(unkept_problems(document), MOST_TOLD)):
        raise TreeRefused(unkept)
    try:
        return Tree.model_validate(document)
    except ValidationError as error:
        raise TreeRefused(list(shape_problems(document, error))) from error


def unkept_problems(document: Any) -> Iterator[Problem]:
    for place, text in texts_in(document):
        if unkept := find_unkept(text):
            says = f"{say_place(place)}: there is a character in it that cannot be kept ({unkept})."
            yield Problem(node_key(document, place), says)


def texts_in(document: Any) -> Iterator[tuple[Place, str]]:
    """Every text with its place, the names of fields too. A document may be deep, so this keeps its own stack."""
    waiting: list[tuple[Place, Any]] = [((), document)]
    while waiting:
        place, part = waiting.pop()
        if isinstance(part, str):
            yield place, part
        elif isinstance(part, dict):
            yield from ((place, str(name)) for name in part)
            waiting.extend(((*place, str(name)), value) for name, value in part.items())
        elif isinstance(part, list | tuple):
            waiting.extend(((*place, index), value) for index, value in enumerate(part))


def shape_problems(document: Any, error: ValidationError) -> Iterator[Problem]:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    for fault in faults[:MOST_TOLD]:
        place, text = fault["loc"], SAYS.get(fault["type"]) or plain(fault["msg"])
        yield Problem(node_key(document, place), f"{say_place(place)}: {text}.")
    if len(faults) > MOST_TOLD:
        yield Problem("", f"There are {len(faults) - MOST_TOLD} more places like these.")


def plain(message: str) -> str:
    """What pydantic says, in our words."""
    message = message.removeprefix("Value error, ").replace("Input should be", "this must be")
    return message.replace("String should have", "this must have").rstrip(".")


def say_place(place: Place) -> str:
    parts = (str(part + 1) if isinstance(part, int) else without_unkept(part) for part in place)
    return ", ".join(parts) or "The document"


def node_key(document: Any, place: Place) -> str:
    """Of the page or outcome that the place is in. Empty where it is in none that has a key."""
    if place[:1] != ("nodes",) or len(place) < 2 or not isinstance(place[1], int):
        return ""
    node = document["nodes"][place[1]]
    key = node.get("key", "") if isinstance(node, dict) else ""
    return key if isinstance(key, str) and not find_unkept(key) else ""


def fingerprint(document: Any) -> str:
    """The same for the same document, however its keys are ordered."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
