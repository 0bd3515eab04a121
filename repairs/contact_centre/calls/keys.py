"""Access keys, so that a call is taken by keyboard alone. They are shown beside what they choose."""

from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import ChoiceOptions, FileUpload

# In the order of the page. Letters of one row follow the digits, on pages with many answers.
ANSWERS = "123456789qwertyuiop"
CONTINUE = "c"
BACK = "b"
GIVE_UP = "g"
HAND_OVER = "s"
HOME = "h"
LIKE_IT = "jkl"


def give_keys(form: GovukForm) -> None:
    """To each answer of the page, from the first on, until the keys are used up."""
    keys = iter(ANSWERS)
    revealed = {name for field in form.fields.values() for name in fields_revealed(field.widget)}
    for name, field in form.fields.items():
        widget = field.widget
        if name in revealed or isinstance(widget, FileUpload):
            continue
        if isinstance(widget, ChoiceOptions):
            widget.keys = {value: key for value in values_of(widget) if (key := next(keys, ""))}
        elif not widget.is_hidden and (key := next(keys, "")):
            widget.attrs["accesskey"] = key


def values_of(widget: ChoiceOptions) -> list[str]:
    """Of all choices, those in groups too."""
    found: list[str] = []
    for value, label in widget.choices:  # type: ignore[attr-defined]
        found += [str(inner) for inner, _ in label] if isinstance(label, list | tuple) else [str(value)]
    return found


def fields_revealed(widget: object) -> list[str]:
    reveals = widget.reveals.values() if isinstance(widget, ChoiceOptions) else ()
    return [name for names in reveals for name in names]


def button_keys(key: str = CONTINUE) -> dict[str, str]:
    return {"accesskey": key, "data-key": key}
