from sys import maxsize
from typing import Any

from django import forms

from diagnosis.admin.review import MOST_EXAMPLES, FailingExample
from diagnosis.characters import find_unkept
from diagnosis.models import PublishedTree
from diagnosis.problems.examples import LONGEST_REASON

LONGEST_NOTE = PublishedTree._meta.get_field("note").max_length


class Reason(forms.CharField):
    """One line, for colleagues."""

    def __init__(self, ask: str, most: int | None, *, required: bool = True) -> None:
        super().__init__(max_length=most, required=required)
        self.error_messages |= {"required": f"{ask}.", "max_length": f"{ask} in {most} characters or fewer."}

    def to_python(self, value: Any) -> str:
        text = " ".join((super().to_python(value) or "").split())
        if find_unkept(text):
            raise forms.ValidationError("Take out the characters that cannot be seen.")
        return text


def ask_why(example: FailingExample) -> str:
    return f"Say why “{example.name}” does not have to hold any more"


class PublishForm(forms.Form):
    """What is published is what was looked at: the form carries which draft, over which version, that was."""

    use_required_attribute = False

    note = Reason("Say what changed", LONGEST_NOTE)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=maxsize)
    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=maxsize)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=maxsize)

    def __init__(self, failing: list[FailingExample], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.failing = failing[:MOST_EXAMPLES]
        for example in self.failing:
            self.fields[f"withdraw-{example.id}"] = forms.BooleanField(required=False)
            self.fields[f"reason-{example.id}"] = Reason(ask_why(example), LONGEST_REASON, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for example in self.failing:
            reason = f"reason-{example.id}"
            if cleaned.get(f"withdraw-{example.id}") and not cleaned.get(reason) and reason not in self.errors:
                self.add_error(reason, f"{ask_why(example)}.")
        return cleaned

    @property
    def has_lost_its_place(self) -> bool:
        """It does not say what was looked at."""
        return any(name in self.errors for name in ("revision", "over", "seen"))

    @property
    def last_seen(self) -> int:
        """Without it, nothing is told that may not be new."""
        seen: int = self.cleaned_data.get("seen", maxsize)
        return seen

    def shown_examples(self) -> list[tuple[FailingExample, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"withdraw-{one.id}"], self[f"reason-{one.id}"]) for one in self.failing]

    @property
    def withdrawn(self) -> dict[str, str]:
        """The reason for each example that is withdrawn, by its key."""
        return {
            example.key: self.cleaned_data[f"reason-{example.id}"]
            for example in self.failing
            if self.cleaned_data[f"withdraw-{example.id}"]
        }
