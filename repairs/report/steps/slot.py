from datetime import date
from typing import Any

import structlog
from django import forms

from appointments.diary import DiaryDown, SlotGone
from appointments.diary import Slot as DiarySlot
from appointments.diary.chosen import chosen_diary
from appointments.offer import DaysPage, offer_slots, offered_days
from repairs.council.dates import say_date, say_window
from repairs.council.deadlines import LONDON
from repairs.govuk.widgets import Radios
from repairs.log.promise import make_promise
from repairs.report.answers import NONE_SUIT, Answers, Slot
from repairs.report.job import job_of
from repairs.report.step_form import StepForm

log = structlog.get_logger(__name__)

LATER = "Later, if that suits you better"
GONE = "That time has just gone. Select another time"


class SlotForm(StepForm):
    template = "report/slot.html"

    slot = forms.ChoiceField(
        label="When can we come?",
        help_text="Someone aged 18 or over must be in.",
        widget=Radios(),
        required=False,
    )

    def prepare(self) -> None:
        self.promise = make_promise(self.asking.progress.settled, self.asking.progress.tenure, self.asking.now)
        self.slots = self.offered()
        due = self.promise.due_at.astimezone(LONDON).date()
        self.days = offered_days(self.slots or (), from_day=self.from_day(), due=due)
        field = self.choice("slot")
        field.choices = choices_for(offered_days(self.slots or (), days_on_page=len(self.slots or ()) or 1))
        field.widget.choices = choices_for(self.days)
        field.required = bool(self.slots)
        field.error_messages["required"] = "Select a time, or say that none of these suit you"
        field.error_messages["invalid_choice"] = GONE
        if isinstance(field.widget, Radios):
            field.widget.or_before = NONE_SUIT

    @property
    def title(self) -> str:
        return super().title if self.slots else "We will agree a time with you"

    def offered(self) -> list[DiarySlot] | None:
        """Every time that can be chosen. None where the diary does not answer."""
        job, lead = job_of(self.asking.progress), self.promise.priority.lead_working_days
        try:
            return offer_slots(job, lead, self.asking.now, holder=str(self.asking.draft.pk))
        except DiaryDown as problem:
            log.warning("diary_down", draft=str(self.asking.draft.pk), problem=type(problem).__name__)
            return None

    def from_day(self) -> date | None:
        """The page of days that is shown: the one asked for, or the one with the time that was chosen."""
        try:
            return date.fromisoformat(self.data.get("from") or self.asking.query["from"])
        except (KeyError, ValueError):
            chosen = self.asking.answers.slot
            return chosen.day if chosen and self.asking.progress.job == chosen.job else None

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        if answers.slot:
            return {"slot": answers.slot.id}
        return {"slot": NONE_SUIT if answers.no_slot else None}

    def keep(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data["slot"]
        draft, progress = self.asking.draft, self.asking.progress
        if chosen in {"", NONE_SUIT}:
            if draft.hold:
                chosen_diary().release(draft.hold)
            draft.hold = ""
            return {"slot": None, "no_slot": progress.job, "slot_gone": False}
        try:
            hold = chosen_diary().hold(chosen, job_of(progress), str(draft.pk), self.asking.now)
        except SlotGone:
            self.prepare()
            self.add_error("slot", GONE)
            return None
        draft.hold = hold.id
        return {"slot": as_answer(hold.slot, progress.job), "no_slot": None, "slot_gone": False}

    def words(self) -> dict[str, Any]:
        return {
            "days": self.days,
            "diary_down": self.slots is None,
            "due_at": self.promise.due_at,
            "nothing_in_time": self.days.nothing_in_time,
            "from_day": self.days.days[0].day if self.days.days else None,
            "no_slots": not self.slots,
            "slot_gone": self.asking.answers.slot_gone,
        }


def choices_for(days: DaysPage) -> list[Any]:
    """The times by day. Days in time come first; what is later stands under a heading of its own."""
    by_day = [(day, [(slot.id, label(slot)) for slot in day.slots]) for day in days.days]
    in_time = [(say_date(day.day), times) for day, times in by_day if not day.is_late]
    late = [(say_date(day.day), times) for day, times in by_day if day.is_late]
    divider: list[Any] = [(LATER, [])] if in_time and late else []
    return [*in_time, *divider, *late, (NONE_SUIT, "None of these suit me")]


def label(slot: DiarySlot) -> str:
    window = say_window(slot.starts, slot.ends)
    return window[0].upper() + window[1:]


def as_answer(slot: DiarySlot, job: str) -> Slot:
    return Slot(id=slot.id, day=slot.day, window=slot.window, starts=slot.starts, ends=slot.ends, job=job)
