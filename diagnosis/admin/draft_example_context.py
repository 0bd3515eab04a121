"""What the page on which an example is changed shows."""

from typing import Any

from diagnosis.admin.draft_addresses import find_address, hub_address
from diagnosis.admin.draft_errors import link_errors
from diagnosis.admin.draft_example_form import ExampleForm
from diagnosis.admin.draft_example_list import faults_by_example
from diagnosis.admin.draft_example_result import result_of
from diagnosis.drafts.checking import check_draft
from diagnosis.drafts.keeping_examples import was_published
from diagnosis.drafts.meanwhile import last_change
from diagnosis.models import DraftExample, DraftNode, DraftOption


def example_context(example: DraftExample, form: ExampleForm | None, *, may_change: bool) -> dict[str, Any]:
    checked = check_draft(example.tree)
    tried = find_address("try-draft", example.tree_id)
    listed = find_address("admin:diagnosis_draftexample_changelist")
    return {
        "title": f"Example: {example.name}" if example.pk else "Describe a situation",
        "example": example,
        "draft": example.tree,
        "hub": hub_address(example.tree_id),
        "list_address": f"{listed}?tree__id__exact={example.tree_id}",
        "form": form or ExampleForm(example),
        "errors": link_errors(form) if form else [],
        "answers": say_answers(example),
        "try_address": f"{tried}?from={example.pk}" if example.pk and tried else tried,
        "faults": faults_by_example(checked.problems, example.tree)[example.key] if example.pk else [],
        "result": result_of(checked.tree, example.key) if example.pk else None,
        "is_published": bool(example.pk) and was_published(example),
        "may_change": may_change,
        **example_marks(example),
    }


def example_marks(example: DraftExample) -> dict[str, Any]:
    """By which saving knows what the person had seen."""
    return {"revision": example.revision, "seen": last_change(example.tree.key)}


def say_answers(example: DraftExample) -> list[tuple[str, str]]:
    """Each page with the answer to it, in words where they are still there."""
    pages = dict(DraftNode.objects.filter(tree=example.tree_id).values_list("key", "heading"))
    rows = DraftOption.objects.filter(node__tree=example.tree_id).values_list("node__key", "key", "text")
    options = {(page, key): text for page, key, text in rows}
    return [
        (pages.get(page) or f"{page} (there is no such page)", options.get((page, key)) or f"{key} (not offered)")
        for page, key in example.answers.items()
    ]
