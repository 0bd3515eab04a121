from typing import Any

from repairs.report.answers import Tenure
from repairs.report.step_form import StepForm

HEADINGS = {
    Tenure.TENANT: "We will check who does this repair",
    Tenure.LEASEHOLD: "What we repair if you own your home",
    Tenure.PRIVATE: "What we repair if someone else is your landlord",
    Tenure.RIGHT_TO_BUY: "What we repair while you are buying your home",
    Tenure.TEMPORARY: "Who repairs temporary housing",
    Tenure.NOT_SURE: "We will check who does this repair",
}


class WhatWeDoForm(StepForm):
    template = "report/what-we-do.html"
    aloud = "We need to check who does this repair. I will tell you what we do, then take down what is wrong."

    @property
    def tenure(self) -> Tenure:
        return self.asking.progress.given.tenure or Tenure.NOT_SURE

    @property
    def title(self) -> str:
        return HEADINGS[self.tenure]

    def keep(self) -> dict[str, Any]:
        return {"what_we_do": self.tenure}

    def words(self) -> dict[str, Any]:
        return {"tenure": self.tenure.value}
