"""What keeps a form from being saved, each with the input to go to."""

from typing import Any, NamedTuple

from diagnosis.documents import TreeRefused, say_problem

ROW_ERRORS = {
    "missing_management_form": "Part of the form was lost on the way. Open the page again, and type it again.",
    "too_many_forms": "There are more rows than the %(num)d that a page can have.",
}


class LinkedError(NamedTuple):
    text: str
    input_id: str
    """Empty where it is about no single input."""


def link_errors(*forms: Any) -> list[LinkedError]:
    whole = [LinkedError(str(error), "") for form in forms for error in form.non_field_errors()]
    return whole + [
        LinkedError(str(error), field.id_for_label or field.auto_id)
        for form in forms
        for field in form
        for error in field.errors
    ]


def say_refused(refused: TreeRefused) -> str:
    """A draft that was kept by an earlier version of the program may hold what this one does not know."""
    return f"This draft cannot be saved as it is. {say_problem(refused.problems[0])}"
