"""Publishing diagnoses, and reading what was published."""

from typing import Any

from django.db import transaction

from diagnosis.differences import Difference, differences
from diagnosis.documents import TreeRefused, fingerprint, read_tree
from diagnosis.example import Example
from diagnosis.examples import example_problems
from diagnosis.models import PublishedTree, SorItem, TreeChange
from diagnosis.problems import problems
from diagnosis.problems.problem import Problem
from diagnosis.tree import Tree
from diagnosis.triage import RULE_PRIORITIES
from repairs.council.models import Priority, Trade
from repairs.statements import Gap, Read

_trees: dict[int, Tree] = {}


def check_tree(document: Any) -> Tree:
    """The tree, when it can be published with the council's own codes.

    Raises TreeRefused with all that is wrong.
    """
    tree = read_tree(document)
    if found := find_problems(tree):
        raise TreeRefused(found)
    return tree


def find_problems(tree: Tree) -> list[Problem]:
    """All that keeps it from being published with the council's own codes."""
    found = problems(
        tree,
        sor_codes=set(SorItem.objects.values_list("code", flat=True)),
        priorities=set(Priority.objects.values_list("code", flat=True)),
        trades=set(Trade.objects.values_list("code", flat=True)),
    )
    found += missing_priorities()
    found += example_problems(tree, dict(Priority.objects.values_list("code", "rank")))
    return found


def missing_priorities() -> list[Problem]:
    """A rule that asks for a priority which the council does not have would do nothing, and nobody would know."""
    lacking = sorted(RULE_PRIORITIES - set(Priority.objects.values_list("code", flat=True)))
    return [Problem("", f"The triage rules need the priority {code}, which is not in the table.") for code in lacking]


def publish_tree(document: dict[str, Any], *, note: str, by: str, was_draft: int | None = None) -> PublishedTree:
    """Makes it the version that new reports are asked. Publishing what is current already changes nothing.

    Raises TreeRefused with all that is wrong.
    """
    tree = check_tree(document)
    sha256 = fingerprint(document)
    with transaction.atomic():
        latest = lock_versions(tree.key)
        if latest is not None and latest.sha256 == sha256:
            return latest
        published = PublishedTree.objects.create(
            key=tree.key,
            version=latest.version + 1 if latest else 1,
            document=document,
            note=note,
            published_by=by,
            was_draft=was_draft,
            sha256=sha256,
        )
        TreeChange.objects.create(tree_key=tree.key, by=by, text=f"Version {published.version} was published: {note}")
    # SQLite gives the id of a row that was rolled back to the next one.
    _trees.pop(published.pk, None)
    return published


def lock_versions(key: str) -> PublishedTree | None:
    """The latest version. Whoever else would publish that diagnosis waits until this transaction is over.

    The oldest row is what they wait for: once the first of them has published, another one is the latest.
    """
    versions = PublishedTree.objects.filter(key=key)
    versions.select_for_update().order_by("version").values_list("pk").first()
    return versions.order_by("-version").first()


def changes_in(tree: Tree) -> list[Difference]:
    """What publishing it would change."""
    current = PublishedTree.objects.filter(key=tree.key).order_by("-version").values_list("pk", flat=True).first()
    return differences(None if current is None else load_tree(current), tree)


def go_back(key: str, version: int, *, by: str) -> PublishedTree:
    """Publishes an earlier version again, as a new one: what was published in between stays.

    Going back to what is current changes nothing. Raises TreeRefused where it does not pass with today's codes,
    PublishedTree.DoesNotExist where there is no such version.
    """
    earlier = PublishedTree.objects.get(key=key, version=version)
    return publish_tree(earlier.document, note=f"Back to version {version}.", by=by)


def examples_left_behind(before: PublishedTree, after: PublishedTree) -> list[Example]:
    """Those that had to hold before, and need not after, because they are not in that version or not as they were."""
    kept = {example.key: example for example in load_tree(after.pk).examples}
    return [
        example
        for example in load_tree(before.pk).examples
        if not example.withdrawn and kept.get(example.key) != example
    ]


LATEST = Read(
    lambda: PublishedTree.objects.defer("document").filter(key=Gap(PublishedTree, "key")).order_by("-version")[:1]
)


def current_tree(key: str) -> PublishedTree:
    """The latest version, without its document, which `load_tree` reads once.

    Raises PublishedTree.DoesNotExist where none was published.
    """
    latest = LATEST.first(key=key)
    if latest is None:
        raise PublishedTree.DoesNotExist
    return latest


def load_tree(id: int) -> Tree:
    """A published tree, read once in the life of a process: it cannot change.

    Raises PublishedTree.DoesNotExist.
    """
    if id not in _trees:
        _trees[id] = read_tree(PublishedTree.objects.values_list("document", flat=True).get(pk=id))
    return _trees[id]
