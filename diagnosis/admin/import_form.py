"""What someone gives who imports a diagnosis."""

from typing import Any

from django import forms

from diagnosis.documents import TreeRefused, say_problem
from diagnosis.imports.into_draft import DraftExists, council_codes
from diagnosis.imports.limits import MOST_BYTES
from diagnosis.imports.meant import read_meant
from diagnosis.imports.reading import LONGEST_TREE_KEY
from diagnosis.problems.pages import KEY

MEANS = (
    "One on a line: what the file calls it, an equals sign, and your code. For example: priority 2=R20. Below are the "
    "words for what the file does not name."
)


LONGEST_PRIORITIES = 5_000


class ImportForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="File",
        help_text=f"At most {MOST_BYTES // 1_000_000} MB, in UTF-8.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".json,.yml,.yaml"}),
        error_messages={"required": "Select a file.", "missing": "Select a file.", "empty": "The file is empty."},
    )
    key = forms.CharField(
        label="Short name of the draft",
        help_text="For commands. Leave it empty to take the one in the file, or to make it from the file's name.",
        required=False,
    )
    priorities = forms.CharField(
        label="What the priorities of the file mean",
        help_text=MEANS,
        required=False,
        max_length=LONGEST_PRIORITIES,
        error_messages={"max_length": f"Write at most {LONGEST_PRIORITIES:,} characters."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    replace = forms.BooleanField(
        label="Replace the draft of that short name",
        help_text="If there is one, what was changed in it is lost.",
        required=False,
    )

    def __init__(self, *args: Any, may_replace: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_replace:
            del self.fields["replace"]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if len(key) > LONGEST_TREE_KEY:
            raise forms.ValidationError(f"This has {len(key)} characters. The most is {LONGEST_TREE_KEY}.")
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(
                "Use only small letters, digits and single hyphens, for example kitchen-repairs."
            )
        return key

    def clean_priorities(self) -> dict[str, str]:
        lines = [line for line in self.cleaned_data["priorities"].splitlines() if line.strip()]
        try:
            meant = read_meant(lines)
            council_codes(meant)
        except TreeRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return meant

    def refuse(self, refused: TreeRefused) -> None:
        if isinstance(refused, DraftExists):
            self.add_error("replace" if "replace" in self.fields else "key", str(refused))
            return
        for problem in refused.problems:
            self.add_error("file", say_problem(problem))

    @property
    def told(self) -> list[tuple[str, str]]:
        """Each error with the field that it is about."""
        return [(str(error), field.id_for_label) for field in self for error in field.errors]

    @property
    def given(self) -> dict[str, Any]:
        clean = self.cleaned_data
        return {"key": clean["key"], "meant": clean["priorities"], "replace": clean.get("replace", False)}
