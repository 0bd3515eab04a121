"""A file as a tree that a draft can be made from."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from diagnosis.documents import TreeRefused
from diagnosis.imports import our_document
from diagnosis.imports.council_codes import CouncilCodes
from diagnosis.imports.file_text import text_of
from diagnosis.imports.formats import Format, parse
from diagnosis.imports.limits import check_options
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.words import words_of
from diagnosis.imports.work import note_unknown_codes
from diagnosis.keys import make_key
from diagnosis.problems import Problem
from diagnosis.problems.pages import KEY
from diagnosis.tree import Tree

NO_DANGERS = (
    "Danger is not asked about first: where the file comes from, a page before it does. Ask whether anyone smells gas, "
    "water gets into something electric, or water pours, and lead them to “Ring us”."
)

LONGEST_TREE_KEY = 40
LONGEST_TITLE = 90
LONGEST_LANGUAGE = 20


@dataclass(frozen=True)
class Read:
    format: Format
    tree: Tree
    attention: list[Problem]


def read_import(content: bytes, *, file_name: str, codes: CouncilCodes, key: str = "") -> Read:
    """`key` is what the draft is to be called, whatever the file says. Raises TreeRefused."""
    format, value = parse(text_of(content))
    called = words_of(PurePath(file_name.replace("\\", "/")).stem)
    if format.read is None:
        tree, attention = our_document.read(with_key(value, key, called))
    else:
        sketch = Sketch(codes)
        start = format.read(value, sketch)
        sketch.nodes[start]["needs_home"] = True
        sketch.note(NO_DANGERS)
        note_unknown_codes(sketch)
        key = key or key_from(called)
        tree = sketch.finish(key=key, title=called[:LONGEST_TITLE].strip() or words_of(key), start=start)
        attention = sorted(sketch.noted, key=lambda problem: bool(problem.node_key))
    check_options(tree)
    check_names(tree)
    return Read(format, tree, attention)


def with_key(document: dict[str, Any], key: str, called: str) -> dict[str, Any]:
    return {**document, "key": key or document.get("key") or key_from(called)}


def key_from(called: str) -> str:
    return make_key(called, (), otherwise="imported", longest=LONGEST_TREE_KEY)


def check_names(tree: Tree) -> None:
    if not KEY.fullmatch(tree.key) or len(tree.key) > LONGEST_TREE_KEY:
        raise TreeRefused.because(
            f"The draft cannot have the key “{tree.key[:60]}”: a key has small letters, digits and single hyphens "
            f"between them, at most {LONGEST_TREE_KEY}. Give it another."
        )
    if len(tree.language) > LONGEST_LANGUAGE:
        raise TreeRefused.because(f"The language “{tree.language[:60]}” is not the code of one, for example en.")
