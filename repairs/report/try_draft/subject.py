"""What is tried: a draft, or a version that was published."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse

from diagnosis.admin.draft_addresses import hub_address, page_address
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftNode, DraftTree, PublishedTree
from diagnosis.services import load_tree
from diagnosis.tree import Tree

Person = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Subject:
    name: str
    """As it reads after “You are trying”."""
    tree: Tree
    address: str
    home: str
    """Where staff look after it, and what that is called."""
    home_name: str
    draft: DraftTree | None = None
    keep: str = ""
    """Where what was tried is kept as an example, for whoever may change the draft."""
    edit: Mapping[str, str] = field(default_factory=dict)
    """Where each page is changed, by its key."""


def draft_subject(pk: int, *, may_change: bool) -> Subject:
    """Raises DraftTree.DoesNotExist, and TreeRefused where a row holds what no form would let through."""
    draft = DraftTree.objects.get(pk=pk)
    return Subject(
        name=f"the draft of “{draft.title}”",
        tree=tree_of_draft(draft),
        address=reverse("try-draft", args=[pk]),
        home=hub_address(pk),
        home_name="Back to the draft",
        draft=draft,
        keep=reverse("try-keep", args=[pk]) if may_change else "",
        edit=edit_addresses(draft),
    )


def edit_addresses(draft: DraftTree) -> dict[str, str]:
    rows = DraftNode.objects.filter(tree=draft).values_list("key", "kind", "pk")
    return {key: page_address(kind, pk) for key, kind, pk in rows}


def published_subject(pk: int) -> Subject:
    """Raises PublishedTree.DoesNotExist, and TreeRefused where the document can no longer be read."""
    published = PublishedTree.objects.defer("document").get(pk=pk)
    tree = load_tree(pk)
    return Subject(
        name=f"version {published.version} of “{tree.title}”",
        tree=tree,
        address=reverse("try-published", args=[pk]),
        home=reverse("admin:diagnosis_publishedtree_change", args=[pk]),
        home_name="Back to this version",
    )
