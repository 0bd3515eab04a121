"""What every page of a report has in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.path import Page, Path
from repairs.report.progress import Progress

DJANGOS_WORDS = [
    kind.default_error_messages["invalid_choice"] for kind in (forms.ChoiceField, forms.MultipleChoiceField)
]


@dataclass(frozen=True)
class Asking:
    """A page that is being asked: of which draft, and what was known by then."""

    draft: Draft
    path: Path
    page: Page
    answers: Answers
    now: datetime
    query: dict[str, str]
    own_drafts: tuple[UUID, ...] = ()
    """What this browser has begun, this draft included."""

    @property
    def progress(self) -> Progress:
        return self.page.progress


class StepForm(GovukForm):
    """A page of the journey. `heading` is its h1; without one, the only field's label is."""

    heading: ClassVar[str] = ""
    heading_for_agents: ClassVar[str] = ""
    """Where it is another for whoever asks somebody else."""
    button: ClassVar[str] = "Continue"
    template: ClassVar[str] = "report/page.html"
    aloud: ClassVar[str] = ""
    """What an agent says to somebody on the line."""

    def __init__(self, data: QueryDict | None = None, *args: Any, asking: Asking, **kwargs: Any) -> None:
        self.asking = asking
        kwargs["initial"] = self.known(asking.answers)
        super().__init__(data and without_control_characters(data), *args, **kwargs)
        self.prepare()
        for field in self.fields.values():
            if any(field.error_messages.get("invalid_choice") is words for words in DJANGOS_WORDS):
                field.error_messages["invalid_choice"] = field.error_messages["required"]

    def choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def prepare(self) -> None:
        """Fills in choices that depend on the report."""

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        """What was answered before, for the fields."""
        return {}

    @property
    def title(self) -> str:
        """The page's h1."""
        if self.asking.progress.setting.assisted and self.heading_for_agents:
            return self.heading_for_agents
        return self.heading or str(next(iter(self.fields.values())).label)

    def to_say(self) -> str:
        """What an agent says aloud on this page, once it has what it shows."""
        return self.aloud

    def keep(self) -> dict[str, Any] | None:
        """The answers that this page gives. None, with an error added, where they could not be kept."""
        raise NotImplementedError

    def stays(self) -> bool:
        """Whether the page is to be shown again though all is well, as after removing a photo."""
        return False

    def words(self) -> dict[str, Any]:
        """What the page shows besides the form."""
        return {}
