from typing import Any

from repairs.council.details import council_details
from repairs.council.placeholders import words_for
from repairs.report.step_form import StepForm


def page_words(form: StepForm) -> dict[str, Any]:
    """What a page of the journey shows besides addresses, wherever it is shown."""
    council, now = council_details(), form.asking.now
    words = {"form": form, "line": council.repairs_line(now), "say": words_for(council, now), **form.words()}
    return words | {"assisted": False, "button_keys": {}}
