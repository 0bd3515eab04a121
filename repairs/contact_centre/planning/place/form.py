from typing import Any

from django import forms
from django.http import QueryDict

from appointments.choices import choices_by_day
from appointments.diary import Slot
from repairs.contact_centre.planning.suits import suits
from repairs.govuk.widgets import CharacterCount, Radios
from repairs.log.models import Appointment, Repair
from repairs.manage.time_form import TimeForm

GONE = "That time has just gone. Select another time"
TAKEN = "Somebody else has changed the visit since you opened this page. Look at when we come now"
SUITS_THEM = "Suits them"
LONGEST_WHY = 300
CAN_BE_SEEN = "Only staff see this. It stays in the history of the repair."


class PlaceForm(TimeForm):
    """The times that a planner can book. A visit is not moved without saying why."""

    why = forms.CharField(
        label="Why do we move it?",
        help_text=CAN_BE_SEEN,
        widget=CharacterCount(LONGEST_WHY, rows=2),
        max_length=LONGEST_WHY,
        error_messages={
            "required": "Enter why we move the visit",
            "max_length": f"Why we move the visit must be {LONGEST_WHY} characters or fewer",
        },
    )

    def __init__(
        self,
        data: QueryDict | dict[str, str] | None = None,
        *,
        slots: list[Slot],
        repair: Repair,
        moves: bool,
        from_day: str = "",
    ) -> None:
        super().__init__(data, slots=slots, repair=repair, from_day=from_day)
        field: Any = self.fields["slot"]
        field.label = "When can we come instead?" if moves else "When can we come?"
        field.error_messages |= {"required": "Select a time", "invalid_choice": GONE}
        hints = {slot.id: SUITS_THEM for slot in slots if suits(slot, repair.preferred_times)}
        field.widget = Radios(hints=hints)
        field.widget.choices = choices_by_day(self.days)
        if not moves:
            del self.fields["why"]


def which_of(slots: list[Slot], repair: Repair, booked: Appointment | None, which: str) -> list[Slot]:
    """All of them, those that suit, or those that are sooner than the visit that there is."""
    if which == "suits":
        return [slot for slot in slots if suits(slot, repair.preferred_times)]
    if which == "sooner" and booked:
        return [slot for slot in slots if (slot.day, slot.starts) < (booked.day, booked.starts)]
    return slots
