"""A tree as rows that staff can change."""

from typing import Any

from django.db import transaction

from diagnosis.example import Example
from diagnosis.models import DraftExample, DraftNode, DraftOption, DraftSorLine, DraftTree, PublishedTree
from diagnosis.problems import Problem
from diagnosis.tree import Advice, Outcome, Question, Tree


@transaction.atomic
def make_draft(
    tree: Tree, *, by: str, based_on: PublishedTree | None = None, attention: list[Problem] | None = None
) -> DraftTree:
    """Keys must be unique, as `diagnosis.problems` asks. A way to a page that is not there leads nowhere."""
    draft = DraftTree.objects.create(
        key=tree.key,
        title=tree.title,
        language=tree.language,
        based_on=based_on,
        attention=[{"node_key": problem.node_key, "text": problem.text} for problem in attention or []],
        created_by=by,
        changed_by=by,
    )
    rows = [node_row(draft, node, place) for place, node in enumerate(tree.nodes)]
    nodes = {row.key: row for row in DraftNode.objects.bulk_create(rows)}
    DraftOption.objects.bulk_create(
        DraftOption(
            node=nodes[node.key],
            key=option.key,
            position=place,
            text=option.text,
            next=nodes.get(option.next),
            hint=option.hint,
            facts=option.facts,
            divider=option.divider,
            not_sure=option.not_sure,
            something_else=option.something_else,
        )
        for node in tree.nodes
        for place, option in enumerate(node.options)
    )
    DraftSorLine.objects.bulk_create(
        DraftSorLine(node=nodes[node.key], position=place, code=line.code, quantity=line.quantity)
        for node in tree.nodes
        if isinstance(node, Outcome)
        for place, line in enumerate(node.sor)
    )
    DraftExample.objects.bulk_create(example_row(draft, example, place) for place, example in enumerate(tree.examples))
    draft.start = nodes.get(tree.start)
    draft.save(update_fields=["start"])
    return draft


def node_row(draft: DraftTree, node: Question | Advice | Outcome, place: int) -> DraftNode:
    body = [block.model_dump(mode="json", exclude_unset=True) for block in node.body]
    return DraftNode(
        tree=draft, kind=node.kind, key=node.key, position=place, heading=node.heading, body=body, **own_fields(node)
    )


def own_fields(node: Question | Advice | Outcome) -> dict[str, Any]:
    if isinstance(node, Question):
        return {name: getattr(node, name) for name in ("say", "hint", "order", "needs_home")}
    if isinstance(node, Advice):
        return {name: getattr(node, name) for name in ("say", "question", "ring")}
    plain = {name: getattr(node, name) for name in ("ending", "priority", "trade", "location")}
    return {**plain, "rtr": node.rtr or "", "hazard": node.hazard or "", "flags": list(node.flags)}


def example_row(draft: DraftTree, example: Example, place: int) -> DraftExample:
    return DraftExample(tree=draft, position=place, **example_fields(example))


def example_fields(example: Example) -> dict[str, Any]:
    given = example.model_dump(mode="json", exclude={"expect", "damp", "recent"})
    expected = example.expect.model_dump(mode="json")
    asked = {"damp": example.damp or "", "recent": example.recent or ""}
    return {**given, **asked, **expected}
