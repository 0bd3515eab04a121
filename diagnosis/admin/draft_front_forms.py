"""The forms of a draft as a whole."""

from collections.abc import Iterable
from typing import Any

from django import forms

from diagnosis.admin.draft_fields import WordsField
from diagnosis.admin.draft_listings import list_starts
from diagnosis.admin.listing import ListingField
from diagnosis.drafts.whole import Front
from diagnosis.keys import make_key
from diagnosis.models import DraftNode, DraftTree, PublishedTree
from diagnosis.problems.pages import KEY
from diagnosis.problems.whole import LANGUAGE, LONGEST


class FrontForm(forms.Form):
    use_required_attribute = False

    title = WordsField(label="Title", help_text="What it is about, for example: Leaks.", empty="Enter the title.")
    language = WordsField(
        label="Language",
        help_text="Its short code. English is en, Welsh is cy.",
        empty="Enter the code, for example en.",
    )
    start = ListingField(label="First page", help_text="Where every report starts.", required=False)

    def __init__(self, draft: DraftTree, pages: Iterable[DraftNode], data: Any = None) -> None:
        initial = {"title": draft.title, "language": draft.language, "start": draft.start_id or ""}
        super().__init__(data, initial=initial)
        start = self.fields["start"]
        if isinstance(start, ListingField):
            start.offer(list_starts(pages))

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        if len(language) > LONGEST["language"] or not LANGUAGE.fullmatch(language):
            raise forms.ValidationError("Enter the short code of a language, for example en.")
        return language

    @property
    def front(self) -> Front:
        given = self.cleaned_data
        return Front(given["title"], given["language"], int(given["start"]) if given["start"] else None)


class NewDraftForm(forms.Form):
    use_required_attribute = False

    title = WordsField(
        label="Title", help_text="What it is about, for example: Windows and doors.", empty="Enter the title."
    )
    key = forms.CharField(
        label="Short name",
        help_text="For commands, and it cannot be changed later. Leave it empty to make it from the title.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        title = given.get("title", "")
        if title and "key" in given and not given["key"]:
            given["key"] = make_key(title, (), otherwise="diagnosis", longest=LONGEST["key"])
        if given.get("key") and (fault := self.fault_of(given["key"])):
            self.add_error("key", fault)
        return given

    def fault_of(self, key: str) -> str:
        if len(key) > LONGEST["key"]:
            return f"This has {len(key)} characters. The most is {LONGEST['key']}."
        if not KEY.fullmatch(key):
            return "Use only small letters, digits and single hyphens, for example windows-and-doors."
        if DraftTree.objects.filter(key=key).exists():
            return f"There is a draft with the short name “{key}” already."
        if PublishedTree.objects.filter(key=key).exists():
            return f"A diagnosis with the short name “{key}” is published. Open it and select Edit."
        return ""
