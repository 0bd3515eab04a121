"""Keeping what was tried as an example of the draft."""

from django.urls import reverse

from diagnosis.drafts.keeping_examples import ExampleChanged, ExampleGone, NameTaken, change_example, keep_example
from diagnosis.models import DraftExample
from repairs.report.try_draft.decided import Decided
from repairs.report.try_draft.keep_form import KeepForm
from repairs.report.try_draft.trial import Trial

TAKEN = "Another example has this name. Enter another name"
CHANGED = "Someone else changed this example after you opened it. Look at it, then save yours over it or as a new one"
GONE = "Someone deleted this example after you opened it. Save again to keep yours as a new one"


def keep_it(form: KeepForm, trial: Trial, decided: Decided, *, by: str) -> DraftExample | None:
    """None, with an error added, where it could not be kept. Raises DraftTree.DoesNotExist."""
    example = decided.example(form.cleaned_data["name"], form.expected)
    try:
        if trial.example is None:
            return keep_example(trial.draft_id, example, by=by)
        withdrawn = {"withdrawn": trial.example.withdrawn}
        revision = form.cleaned_data["revision"]
        return change_example(trial.example.pk, example.model_copy(update=withdrawn), revision=revision, by=by)
    except NameTaken:
        form.add_error("name", TAKEN)
    except ExampleChanged:
        form.add_error(None, CHANGED)
        form.take_up_revision()
    except ExampleGone:
        form.add_error(None, GONE)
    return None


def address_of(example: DraftExample) -> str:
    return reverse("admin:diagnosis_draftexample_change", args=[example.pk])
