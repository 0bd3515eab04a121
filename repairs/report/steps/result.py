from typing import Any

from repairs.report.asked import is_over
from repairs.report.step_form import StepForm

ALOUD = {
    "ring": "This is an emergency. First let us make it safe. I will tell you what to do, and I will wait.",
    "call-back": "I cannot give you a time for this now. Let me take a little more. We will get back to you.",
    "not-ours": "This is not for us to repair. I will tell you who does it, and how to reach them.",
    "advice": "I will tell you what to do about it. Then you can say whether anything is left for us.",
}
GAS = "Go outside now, and take the phone with you. Ring the gas emergency service from there: I will ring off."


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

    def to_say(self) -> str:
        outcome = self.asking.progress.walk.outcome
        ending = self.asking.progress.ending or ""
        return GAS if outcome and outcome.key == "gas" else ALOUD.get(ending, "")

    def words(self) -> dict[str, Any]:
        progress = self.asking.progress
        return {"outcome": progress.walk.outcome, "ending": progress.ending, "over": is_over(progress)}
