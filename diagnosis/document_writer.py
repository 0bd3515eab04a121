"""A tree's document as we write it: in one order, without what is left at its default."""

import json
from collections.abc import Mapping
from typing import Any

from diagnosis.facts import TREE_FACTS
from diagnosis.tree import Outcome, Tree

TREE = ("key", "title", "language", "start", "nodes", "examples")
PAGE = ("kind", "key", "text", "title", "hint", "say", "needs_home", "order", "ring", "body", "question", "options")
OUTCOME = ("ending", "priority", "trade", "sor", "rtr", "hazard", "flags", "location")
OPTION = ("key", "text", "next", "hint", "facts", "divider", "not_sure", "something_else")
SOR_LINE = ("code", "quantity")
SITUATION = ("people_at_risk", "damp", "recent", "recalls", "tenure", "season")
EXAMPLE = ("key", "name", "answers", "facts", *SITUATION, "expect", "withdrawn")
EXPECT = ("outcome", "priority", "ending", "rules")

Ways = Mapping[str, Mapping[str, str]]
"""Where each option of a page leads, by the keys of the page and the option."""


def document_of_tree(tree: Tree) -> dict[str, Any]:
    """Two trees that say the same have the same document."""
    document = tree.model_dump(mode="json", exclude_defaults=True)
    for node, written in zip(tree.nodes, document["nodes"], strict=True):
        if isinstance(node, Outcome) and node.sor:
            written["sor"] = [{"code": line.code, "quantity": line.quantity} for line in node.sor]
    return document


def write_document(document: dict[str, Any]) -> str:
    """The file of a document. PostgreSQL does not keep the order of keys, so this brings back ours."""
    ordered = {**document, "nodes": [order_node(node) for node in document["nodes"]]}
    if "examples" in document:
        ways = ways_of(document)
        ordered["examples"] = [order_example(example, document["start"], ways) for example in document["examples"]]
    return json.dumps(in_order(ordered, TREE), indent=1, ensure_ascii=False) + "\n"


def ways_of(document: dict[str, Any]) -> Ways:
    return {
        node["key"]: {option["key"]: option.get("next", "") for option in node.get("options", ())}
        for node in document["nodes"]
    }


def order_node(node: dict[str, Any]) -> dict[str, Any]:
    ordered = in_order(node, (*PAGE, *OUTCOME))
    if "options" in ordered:
        ordered["options"] = [order_option(option) for option in ordered["options"]]
    if "sor" in ordered:
        ordered["sor"] = [in_order(line, SOR_LINE) for line in ordered["sor"]]
    return ordered


def order_option(option: dict[str, Any]) -> dict[str, Any]:
    ordered = in_order(option, OPTION)
    if "facts" in ordered:
        ordered["facts"] = in_order(ordered["facts"], tuple(TREE_FACTS))
    return ordered


def order_example(example: dict[str, Any], start: str, ways: Ways) -> dict[str, Any]:
    ordered = in_order(example, EXAMPLE)
    if "answers" in ordered:
        ordered["answers"] = in_order(ordered["answers"], tuple(pages_met(ordered["answers"], start, ways)))
    if "facts" in ordered:
        ordered["facts"] = in_order(ordered["facts"], tuple(TREE_FACTS))
    ordered["expect"] = in_order(ordered["expect"], EXPECT)
    return ordered


def pages_met(answers: dict[str, str], start: str, ways: Ways) -> dict[str, None]:
    """The keys of the pages that were answered, in the order in which they are met."""
    met: dict[str, None] = {}
    page = start
    while page in answers and page not in met:
        met[page] = None
        page = ways.get(page, {}).get(answers[page], "")
    return met


def in_order(part: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What is not named comes last, sorted, so that nothing is lost."""
    named = {name: part[name] for name in names if name in part}
    return named | {name: part[name] for name in sorted(part.keys() - named.keys())}
