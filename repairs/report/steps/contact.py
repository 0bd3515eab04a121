from typing import Any

from repairs.log.details.fields import ME, SOMEONE_ELSE, ContactFields, VisitFields
from repairs.report.answers import Answers, Contact
from repairs.report.step_form import StepForm


class ContactForm(VisitFields, ContactFields, StepForm):
    heading = "How can we contact you?"
    template = "report/contact.html"

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        if answers.contact is None:
            return {}
        return {**answers.contact.model_dump(), "who": SOMEONE_ELSE if answers.contact.someone_else else ME}

    def keep(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        someone_else = given.pop("who") == SOMEONE_ELSE
        if not someone_else:
            given |= {"in_name": "", "in_phone": ""}
        return {"contact": Contact(**given, someone_else=someone_else)}
