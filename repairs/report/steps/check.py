from typing import Any

from appointments.diary import SlotGone
from repairs.council.deadlines import LONDON
from repairs.log.promise import make_promise
from repairs.report import summary
from repairs.report.send import NotFinished, is_to_be_ordered, send_report
from repairs.report.step_form import StepForm


class CheckForm(StepForm):
    template = "report/check.html"
    heading = "Check your answers"
    aloud = "I will read back what I have. Tell me if anything is wrong."

    def keep(self) -> dict[str, Any] | None:
        """Sends the report. Where the time has gone, everything else stays and another is offered."""
        try:
            send_report(self.asking.draft, self.asking.path, self.asking.now)
        except SlotGone:
            self.asking.draft.hold = ""
            return {"slot": None, "no_slot": None, "slot_gone": True}
        except NotFinished:
            return {}
        return {}

    def words(self) -> dict[str, Any]:
        progress = self.asking.progress
        promise = make_promise(progress.settled, progress.tenure, self.asking.now)
        slot = progress.slot
        return {
            "rows": summary.rows(self.asking.path, self.asking.draft),
            "due_at": promise.due_at if progress.ending == "book" and is_to_be_ordered(progress) else None,
            "chose_later": slot is not None and slot.day > promise.due_at.astimezone(LONDON).date(),
            "button": "Send report and book appointment" if slot else "Send report",
        }
