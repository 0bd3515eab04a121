"""The rows of a draft as the tree that would be published."""

from collections import defaultdict
from typing import Any

from diagnosis.documents import read_tree
from diagnosis.models import DraftExample, DraftNode, DraftOption, DraftSorLine, DraftTree
from diagnosis.tree import Tree

QUESTION = ("say", "hint", "body", "order", "needs_home")
ADVICE = ("say", "body", "question", "ring")
OUTCOME = ("body", "ending", "priority", "trade", "flags", "location")
OPTION = ("key", "text", "hint", "facts", "divider", "not_sure", "something_else")
EXAMPLE = ("key", "name", "answers", "facts", "people_at_risk", "recalls", "tenure", "season", "withdrawn")
EXPECT = ("outcome", "priority", "ending", "rules")


def tree_of_draft(draft: DraftTree) -> Tree:
    """Reads all of its rows, whatever their number, in four queries.

    Raises TreeRefused where a row holds what no form would let through.
    """
    nodes = list(DraftNode.objects.filter(tree=draft))
    keys = {node.pk: node.key for node in nodes}
    options: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for option in DraftOption.objects.filter(node__tree=draft):
        options[option.node_id].append({**fields(option, OPTION), "next": keys.get(option.next_id or 0, "")})
    lines: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in DraftSorLine.objects.filter(node__tree=draft):
        lines[line.node_id].append(fields(line, ("code", "quantity")))
    document = {
        **fields(draft, ("key", "title", "language")),
        "start": keys.get(draft.start_id or 0, ""),
        "nodes": [node_document(node, options[node.pk], lines[node.pk]) for node in nodes],
        "examples": [example_document(example) for example in DraftExample.objects.filter(tree=draft)],
    }
    return read_tree(document)


def node_document(node: DraftNode, options: list[Any], lines: list[Any]) -> dict[str, Any]:
    document = fields(node, ("kind", "key"))
    if node.kind == DraftNode.Kind.QUESTION:
        return {**document, "text": node.heading, **fields(node, QUESTION), "options": options}
    if node.kind == DraftNode.Kind.ADVICE:
        return {**document, "title": node.heading, **fields(node, ADVICE), "options": options}
    codes = {"sor": lines, "rtr": node.rtr or None, "hazard": node.hazard or None}
    return {**document, "title": node.heading, **fields(node, OUTCOME), **codes}


def example_document(example: DraftExample) -> dict[str, Any]:
    asked = {"damp": example.damp or None, "recent": example.recent or None}
    return {**fields(example, EXAMPLE), **asked, "expect": fields(example, EXPECT)}


def fields(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
