from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from appointments.choices import choices_by_day, choices_of
from appointments.days import offered_days
from appointments.diary import Slot
from repairs.council.deadlines import LONDON
from repairs.govuk.forms import GovukForm
from repairs.govuk.ready_choices import ReadyChoices
from repairs.govuk.widgets import Radios
from repairs.log.models import Repair

GONE = "That time has just gone. Select another time"
CHANGED = "Your visit has been moved since you opened this page. Select a time if you want another"
NOT_CHOSEN = "Select a time, or keep the one you have"


class TimeForm(GovukForm):
    slot = forms.ChoiceField(label="When else can we come?", widget=Radios(), error_messages={"required": NOT_CHOSEN})

    def __init__(
        self,
        data: QueryDict | dict[str, str] | None = None,
        *,
        slots: list[Slot],
        repair: Repair,
        from_day: str = "",
    ) -> None:
        super().__init__(data)
        due = repair.due_at.astimezone(LONDON).date()
        self.days = offered_days(slots, from_day=read_day(str(self.data.get("from", "") or from_day)), due=due)
        field: Any = self.fields["slot"]
        # Whether what was posted can be had is for the diary to say.
        posted = str(self.data.get("slot", "") or "")
        field.choices = ReadyChoices(choices_of(slots) or [(posted, posted)])
        field.widget.choices = ReadyChoices(choices_by_day(self.days))

    @property
    def title(self) -> str:
        return str(self.fields["slot"].label)

    @property
    def seen(self) -> int:
        """Which version of the appointment was on the page. What no page of ours sends is that of none."""
        version = str(self.data.get("version", ""))
        return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1

    def refuse(self, problem: str) -> None:
        self.errors.pop("slot", None)
        self.add_error("slot", problem)


def read_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
