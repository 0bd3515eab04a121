from datetime import date, datetime
from typing import Any

import structlog
from django import forms

from appointments.choices import choices_by_day, say_slot
from appointments.diary import DiaryDown, SlotGone
from appointments.diary import Slot as DiarySlot
from appointments.diary.chosen import chosen_diary
from appointments.offer import first_day, hold_slot, offer_slots, offered_days
from repairs.council.deadlines import LONDON
from repairs.govuk.ready_choices import ReadyChoices
from repairs.govuk.widgets import Checkboxes, Radios
from repairs.log.models import Appointment
from repairs.log.promise import make_promise
from repairs.log.visit import visit_to_share
from repairs.report.answers import NONE_SUIT, Answers, Slot
from repairs.report.job import job_of
from repairs.report.step_form import StepForm

log = structlog.get_logger(__name__)

NONE = (NONE_SUIT, "None of these suit me")
KEEP = "keep"
SHARED = "At a visit you already have"
NO_OTHERS = "We cannot show you other times right now"
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
        error_messages={"invalid_choice": "Select whether to tell you if a sooner time comes up"},
    )

    slots: list[DiarySlot] | None
    shared: DiarySlot | None
    is_looked_up: bool

    def prepare(self) -> None:
        self.promise = make_promise(self.asking.progress.settled, self.asking.progress.tenure, self.asking.now)
        self.visit = self.visit_to_share()
        self.job = job_of(self.asking.progress, joins=self.visit.diary_id if self.visit else "")
        self.offer_no_times()
        field = self.choice("slot")
        field.error_messages["required"] = "Select a time, or say that none of these suit you"
        field.error_messages["invalid_choice"] = GONE
        if isinstance(field.widget, Radios):
            field.widget.or_before = NONE_SUIT
        posted = self.data.get("slot", "")
        if posted:
            # Whether it can be had is for the diary to say: nobody waits to see all the others once more.
            field.choices = [(posted, posted)]
            self.is_looked_up = False
        else:
            self.offer_times()

    @property
    def title(self) -> str:
        if self.slots:
            return super().title
        return NO_OTHERS if self.kept else "We will agree a time with you"

    @property
    def due(self) -> date:
        return self.promise.due_at.astimezone(LONDON).date()

    @property
    def lead(self) -> int:
        return self.promise.priority.lead_working_days

    @property
    def kept(self) -> Slot | None:
        """The time that was chosen before, where other times cannot be shown now."""
        return self.chosen_before if self.slots is None else None

    @property
    def chosen_before(self) -> Slot | None:
        chosen = self.asking.answers.slot
        return chosen if chosen and chosen.job == self.asking.progress.job else None

    def visit_to_share(self) -> Appointment | None:
        """A visit that this browser has booked for the same home and trade: one journey does for both."""
        home, trade = self.asking.progress.home, self.asking.progress.settled.trade
        others = [draft for draft in self.asking.own_drafts if draft != self.asking.draft.pk]
        if home is None or not others:
            return None
        return visit_to_share(others, int(home.key), trade, first_day(self.lead, self.asking.now))

    def offer_times(self) -> None:
        slots = self.offered()
        if slots is None:
            self.offer_no_times()
            return
        self.is_looked_up, self.slots, self.shared = True, slots, self.slot_to_share(slots)
        others = [slot for slot in slots if slot is not self.shared]
        self.days = offered_days(others, from_day=self.from_day(), due=self.due)
        anyway = [(SHARED, [(self.shared.id, say_slot(self.shared))])] if self.shared else []
        field = self.choice("slot")
        field.required = bool(slots)
        outside = self.chosen_outside(slots)
        keep = [(KEEP, f"Keep {say_slot(outside)}")] if outside else []
        # Of what was offered only this is shown. What is sent need not be among it: see `prepare`.
        field.choices = ReadyChoices([*keep, *anyway, *choices_by_day(self.days), NONE])
        if keep:
            self.initial["slot"] = KEEP

    def chosen_outside(self, slots: list[DiarySlot]) -> Slot | None:
        """The time that staff chose, where it is none of those that are offered."""
        chosen, time = self.chosen_before, self.asking.progress.override.time
        is_outside = chosen and time and time.slot == chosen.id and all(slot.id != chosen.id for slot in slots)
        return chosen if is_outside else None

    def offer_no_times(self) -> None:
        """The diary does not answer. What was chosen before stays until something else is."""
        self.is_looked_up, self.slots, self.shared, self.days = True, None, None, offered_days(())
        field = self.choice("slot")
        field.required = bool(self.kept)
        field.choices = ReadyChoices([(KEEP, f"Keep {say_slot(self.kept)}"), NONE] if self.kept else [NONE])

    def offered(self) -> list[DiarySlot] | None:
        """Every time that can be chosen. None where the diary does not answer."""
        try:
            return offer_slots(self.job, self.lead, self.asking.now, holder=str(self.asking.draft.pk))
        except DiaryDown as problem:
            log.warning("diary_down", draft=str(self.asking.draft.pk), problem=type(problem).__name__)
            return None

    def slot_to_share(self, slots: list[DiarySlot]) -> DiarySlot | None:
        """The visit that is made anyway, where it has room for this too. Not a late one while there is one in time."""
        if self.visit is None:
            return None
        shared = next((slot for slot in slots if slot.id == self.visit.slot), None)
        in_time = any(slot.day <= self.due for slot in slots)
        return shared if shared and (shared.day <= self.due or not in_time) else None

    def from_day(self) -> date | None:
        """The page of days that is shown: the one asked for, or the one with the time that was chosen."""
        try:
            return date.fromisoformat(self.data.get("from") or self.asking.query["from"])
        except (KeyError, ValueError):
            return self.chosen_before.day if self.chosen_before else None

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        sooner = ["yes"] if answers.sooner else []
        if answers.slot:
            return {"slot": answers.slot.id, "sooner": sooner}
        return {"slot": NONE_SUIT if answers.no_slot else None}

    def keep(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data["slot"]
        draft, progress = self.asking.draft, self.asking.progress
        if chosen == KEEP and self.chosen_before:
            return {}
        if chosen in {"", NONE_SUIT, KEEP}:
            if draft.hold:
                chosen_diary().release(draft.hold)
            draft.hold = ""
            return {"slot": None, "no_slot": progress.job, "slot_gone": False, "sooner": False}
        try:
            hold = hold_slot(chosen, self.job, self.lead, str(draft.pk), self.asking.now)
        except SlotGone:
            self.offer_times()
            self.add_error("slot", GONE)
            return None
        except DiaryDown as problem:
            log.warning("slot_not_held", draft=str(draft.pk), problem=type(problem).__name__)
            self.offer_no_times()
            return None
        draft.hold = hold.id
        sooner = self.is_late(hold.slot) and bool(self.cleaned_data["sooner"])
        return {
            "slot": as_answer(hold.slot, progress.job, hold.until),
            "no_slot": None,
            "slot_gone": False,
            "sooner": sooner,
        }

    def is_late(self, slot: DiarySlot) -> bool:
        return slot.day > self.due

    def to_say(self) -> str:
        if self.kept:
            return f"I cannot see other times right now. Shall we keep {say_slot(self.kept)}?"
        first = self.shared or next((day.slots[0] for day in self.days.days), None)
        if first is None:
            return "I cannot give you a time now. I will send your report, and we will get back to you with one."
        return f"Someone aged 18 or over must be in. Can we come on {say_slot(first)}?"

    def words(self) -> dict[str, Any]:
        if not self.is_looked_up:
            self.offer_times()
        shared_in_time = self.shared is not None and self.shared.day <= self.due
        return {
            "days": self.days,
            "diary_down": self.slots is None,
            "due_at": self.promise.due_at,
            "nothing_in_time": self.days.nothing_in_time and not shared_in_time,
            "from_day": self.days.days[0].day if self.days.days else None,
            "no_slots": not self.slots,
            "kept": self.kept,
            "slot_gone": self.asking.answers.slot_gone,
        }


def as_answer(slot: DiarySlot, job: str, until: datetime | None = None) -> Slot:
    """Until when it is kept is to the second, as it is written and read."""
    kept_until = until.replace(microsecond=0) if until else None
    return Slot(
        id=slot.id, day=slot.day, window=slot.window, starts=slot.starts, ends=slot.ends, job=job, kept_until=kept_until
    )
