from typing import Any

from repairs.report.asked import is_over
from repairs.report.step_form import StepForm


class ResultForm(StepForm):
    """What happens when no visit is booked online: ring, be rung, do it yourself, or ask someone else."""

    template = "report/result.html"

    @property
    def title(self) -> str:
        outcome = self.asking.progress.walk.outcome
        return outcome.title if outcome else ""

    def keep(self) -> dict[str, Any] | None:
        if is_over(self.asking.progress):
            return None
        return {"result": (*self.asking.answers.result, self.asking.progress.result)}

    def words(self) -> dict[str, Any]:
        progress = self.asking.progress
        return {"outcome": progress.walk.outcome, "ending": progress.ending, "over": is_over(progress)}
