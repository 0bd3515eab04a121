"""Diagnoses as files."""

from dataclasses import dataclass

from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftTree, PublishedTree


@dataclass(frozen=True)
class Exported:
    name: str
    """Of the file."""
    text: str
    what: str
    """Which of the diagnoses of that key it is."""


def export_draft(draft: DraftTree) -> Exported:
    """Raises TreeRefused where a row holds what no form would let through."""
    text = write_document(document_of_tree(tree_of_draft(draft)))
    return Exported(f"{draft.key}-draft.json", text, f"the draft of “{draft.key}”")


def export_published(tree: PublishedTree) -> Exported:
    text = write_document(tree.document)
    return Exported(f"{tree.key}-{tree.version}.json", text, f"version {tree.version} of “{tree.key}”, as published")
