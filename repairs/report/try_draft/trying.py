"""What is being tried, as it stands in the address: so that Back, reload, two tabs and a shared link all work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from django.http import QueryDict

from repairs.report.try_draft.situation import USUAL, Situation, read_situation

View = Literal["resident", "agent"]
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Trying:
    answers: Mapping[str, str] = field(default_factory=dict)
    """Option by page, in the order in which they were met."""
    situation: Situation = USUAL
    view: View = "resident"
    at: str = ""
    """The page that is looked at again. Empty for the one that comes next."""
    example: str = ""
    """The id of the example whose answers are being changed."""

    @property
    def fields(self) -> Fields:
        return [*self.fields_besides_situation(), *self.situation.fields]

    def fields_besides_situation(self) -> Iterator[tuple[str, str]]:
        if self.answers:
            yield "answers", ",".join(f"{page}.{option}" for page, option in self.answers.items())
        if self.view != "resident":
            yield "view", self.view
        if self.at:
            yield "at", self.at
        if self.example:
            yield "example", self.example

    @property
    def query(self) -> str:
        text = urlencode(self.fields, safe=",.")
        return f"?{text}" if text else ""

    def looking_at(self, page: str) -> "Trying":
        return replace(self, at=page)

    def seen_as(self, view: View) -> "Trying":
        return replace(self, view=view)

    def answering(self, page: str, option: str) -> "Trying":
        """Another answer takes back those that came after it. The same answer takes back nothing."""
        if self.answers.get(page) == option:
            return replace(self, at="")
        before = list(self.answers)
        kept = before[: before.index(page)] if page in self.answers else before
        return replace(self, at="", answers={**{key: self.answers[key] for key in kept}, page: option})

    def again(self) -> "Trying":
        return Trying(situation=self.situation, view=self.view, example=self.example)


def read_trying(query: QueryDict) -> Trying:
    pairs = (part.partition(".") for part in query.get("answers", "").split(","))
    views: tuple[View, ...] = get_args(View)
    example = query.get("example", "")
    return Trying(
        answers={page: option for page, _, option in pairs if page and option},
        situation=read_situation(query),
        view=next((view for view in views if view == query.get("view")), "resident"),
        at=query.get("at", ""),
        example=example if is_number(example) else "",
    )


def is_number(text: str) -> bool:
    """Whether it could be the id of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 19
