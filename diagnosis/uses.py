"""Which diagnoses name a code of the council's tables: drafts, and every version that somebody may still be asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from diagnosis.documents import TreeRefused
from diagnosis.models import DraftNode, DraftSorLine, DraftTree, PublishedTree
from diagnosis.services import load_tree
from diagnosis.tree import Outcome, Tree
from diagnosis.triage import RULE_PRIORITIES

CodesOf = Callable[[Outcome], set[str]]
Uses = dict[str, list[str]]

STILL_ASKED = timedelta(days=30)
"""Reports begun with a version go on with it. By then they are sent or forgotten."""


def uses_of_sor_items() -> Uses:
    in_drafts = DraftSorLine.objects.values_list("code", "node__tree")
    return gather(lambda outcome: {line.code for line in outcome.sor}, in_drafts.distinct())


def uses_of_trades() -> Uses:
    return gather(lambda outcome: {outcome.trade}, DraftNode.objects.values_list("trade", "tree").distinct())


def uses_of_priorities() -> Uses:
    in_drafts = DraftNode.objects.values_list("priority", "tree").distinct()
    uses = gather(lambda outcome: {outcome.priority}, in_drafts)
    for code in RULE_PRIORITIES:
        uses.setdefault(code, []).append("the triage rules")
    return uses


def gather(codes_of: CodesOf, in_drafts: Iterable[tuple[str, int]]) -> Uses:
    uses: Uses = defaultdict(list)
    for name, tree in asked_trees():
        outcomes = [node for node in tree.nodes if isinstance(node, Outcome)]
        for code in sorted(set().union(*map(codes_of, outcomes))):
            uses[code].append(name)
    titles = dict(DraftTree.objects.values_list("pk", "title"))
    for code, draft in sorted(in_drafts):
        uses[code].append(f"the draft of {titles[draft]}")
    uses.pop("", None)
    return dict(uses)


def asked_trees() -> Iterator[tuple[str, Tree]]:
    replaced: dict[str, datetime] = {}
    for pk, key, version, at in PublishedTree.objects.order_by("key", "-version").values_list(
        "pk", "key", "version", "published_at"
    ):
        is_current = key not in replaced
        if is_current or replaced[key] > timezone.now() - STILL_ASKED:
            yield from named_tree(pk, version, is_current=is_current)
        replaced[key] = at


def named_tree(pk: int, version: int, *, is_current: bool) -> Iterator[tuple[str, Tree]]:
    """A document that can no longer be read is asked of nobody."""
    try:
        tree = load_tree(pk)
    except TreeRefused:
        return
    yield f"{tree.title}, version {version}" + ("" if is_current else ", which reports begun before still follow"), tree
