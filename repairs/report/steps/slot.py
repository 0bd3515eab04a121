from datetime import date
from typing import Any

import structlog
from django import forms

from appointments.choices import choices_by_day, choices_of
from appointments.diary import DiaryDown, SlotGone
from appointments.diary import Slot as DiarySlot
from appointments.diary.chosen import chosen_diary
from appointments.offer import offer_slots, offered_days
from repairs.council.deadlines import LONDON
from repairs.govuk.widgets import Checkboxes, Radios
from repairs.log.promise import make_promise
from repairs.report.answers import NONE_SUIT, Answers, Slot
from repairs.report.job import job_of
from repairs.report.step_form import StepForm

log = structlog.get_logger(__name__)

NONE = (NONE_SUIT, "None of these suit me")
GONE = "That time has just gone. Select another time"


class SlotForm(StepForm):
    template = "report/slot.html"

    slot = forms.ChoiceField(
        label="When can we come?",
        help_text="Someone aged 18 or over must be in.",
        widget=Radios(),
        required=False,
    )
    sooner = forms.MultipleChoiceField(
        label="If something comes up",
        widget=Checkboxes(),
        choices=[("yes", "Tell me if a sooner time comes up")],
        required=False,
    )

    def prepare(self) -> None:
        self.promise = make_promise(self.asking.progress.settled, self.asking.progress.tenure, self.asking.now)
        self.slots = self.offered()
        due = self.promise.due_at.astimezone(LONDON).date()
        self.days = offered_days(self.slots or (), from_day=self.from_day(), due=due)
        field = self.choice("slot")
        field.choices = [*choices_of(self.slots or ()), NONE]
        field.widget.choices = [*choices_by_day(self.days), NONE]
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
        sooner = ["yes"] if answers.sooner else []
        if answers.slot:
            return {"slot": answers.slot.id, "sooner": sooner}
        return {"slot": NONE_SUIT if answers.no_slot else None}

    def keep(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data["slot"]
        draft, progress = self.asking.draft, self.asking.progress
        if chosen in {"", NONE_SUIT}:
            if draft.hold:
                chosen_diary().release(draft.hold)
            draft.hold = ""
            return {"slot": None, "no_slot": progress.job, "slot_gone": False, "sooner": False}
        try:
            hold = chosen_diary().hold(chosen, job_of(progress), str(draft.pk), self.asking.now)
        except SlotGone:
            self.prepare()
            self.add_error("slot", GONE)
            return None
        except DiaryDown:
            # The page then says that someone will ring with a time.
            self.slots, self.days = None, offered_days(())
            return None
        draft.hold = hold.id
        sooner = self.is_late(hold.slot) and bool(self.cleaned_data["sooner"])
        return {"slot": as_answer(hold.slot, progress.job), "no_slot": None, "slot_gone": False, "sooner": sooner}

    def is_late(self, slot: DiarySlot) -> bool:
        return slot.day > self.promise.due_at.astimezone(LONDON).date()

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


def as_answer(slot: DiarySlot, job: str) -> Slot:
    return Slot(id=slot.id, day=slot.day, window=slot.window, starts=slot.starts, ends=slot.ends, job=job)
