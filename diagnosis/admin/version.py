"""What the page of a published version tells of it."""

import json
from dataclasses import dataclass

from diagnosis.admin.told_changes import ToldPart, tell_changes
from diagnosis.differences.pages import ENDINGS
from diagnosis.documents import TreeRefused
from diagnosis.example import Example
from diagnosis.models import DraftTree, PublishedTree
from diagnosis.services import load_tree
from diagnosis.tree import Tree


@dataclass(frozen=True)
class ShownExample:
    name: str
    ends_at: str
    priority: str
    ending: str
    withdrawn: str


@dataclass(frozen=True)
class Version:
    tree: PublishedTree
    title: str
    current: PublishedTree
    """The version in use: this one, or a later one."""
    before: PublishedTree | None
    changes: list[ToldPart]
    examples: list[ShownExample]
    draft: DraftTree | None
    """Of the same diagnosis, where there is one."""
    as_json: str

    @property
    def heading(self) -> str:
        return f"{self.title}, version {self.tree.version}"

    @property
    def is_in_use(self) -> bool:
        return self.tree == self.current


def describe_version(tree: PublishedTree) -> Version:
    versions = PublishedTree.objects.defer("document").filter(key=tree.key)
    before = versions.filter(version__lt=tree.version).order_by("-version").first()
    read = read_version(tree)
    return Version(
        tree=tree,
        title=read.title if read else tree.key,
        current=versions.latest("version"),
        before=before,
        changes=tell_changes(read_version(before), read) if read else [],
        examples=[show_example(example, read) for example in read.examples] if read else [],
        draft=DraftTree.objects.select_related("based_on").filter(key=tree.key).first(),
        as_json=json.dumps(tree.document, indent=1, ensure_ascii=False),
    )


def read_version(tree: PublishedTree | None) -> Tree | None:
    """None where a document cannot be read any more. Its page still says what it is."""
    try:
        return load_tree(tree.pk) if tree else None
    except TreeRefused:
        return None


def show_example(example: Example, tree: Tree) -> ShownExample:
    outcome = tree.by_key.get(example.expect.outcome)
    return ShownExample(
        name=example.name,
        ends_at=outcome.heading if outcome else example.expect.outcome,
        priority=example.expect.priority,
        ending=ENDINGS[example.expect.ending],
        withdrawn=example.withdrawn,
    )
