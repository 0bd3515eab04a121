from typing import Any

from repairs.log.details.fields import ME, SOMEONE_ELSE, ContactFields, TellBy, VisitFields
from repairs.report.answers import Answers, Contact
from repairs.report.step_form import StepForm

LABELS = {
    "name": "Full name of the resident",
    "phone": "Phone number of the resident",
    "email": "Email address of the resident",
    "tell_by": "How should we tell them about this repair?",
}
HINTS = {
    "phone": "A phone number, an email address or both. A mobile is best.",
    "access_notes": "For example, that they are deaf, or slow to get to the door. Their language, pets or parking.",
}


class ContactForm(VisitFields, ContactFields, StepForm):
    heading = "How can we contact you?"
    heading_for_agents = "How can we reach the resident?"
    template = "report/contact.html"

    def prepare(self) -> None:
        if self.asking.progress.setting.assisted:
            self.speak_of_resident()
        if not self.may_contact:
            del self.fields["email"], self.fields["tell_by"]
            self.fields["phone"].help_text = "Nothing is sent to them. We ring only where we must."

    def speak_of_resident(self) -> None:
        """An agent fills it in for somebody else."""
        for name, label in LABELS.items():
            self.fields[name].label = label
        for name, hint in HINTS.items():
            self.fields[name].help_text = hint
        self.fields["name"].error_messages |= {
            "required": "Enter the full name of the resident",
            "max_length": "The full name of the resident must be 100 characters or fewer",
        }
        self.choice("tell_by").error_messages["required"] = "Select how we should tell them about this repair"
        self.choice("who").choices = [(ME, "The resident will"), (SOMEONE_ELSE, "Someone else")]
        self.lacking = {
            TellBy.EMAIL: "Enter the email address of the resident, so that we can write to them",
            TellBy.PHONE: "Enter the phone number of the resident, so that we can ring them",
            TellBy.TEXT: "Enter a UK mobile number, so that we can send them a text message",
        }

    @property
    def may_contact(self) -> bool:
        caller = self.asking.progress.given.caller
        return caller is None or caller.may_contact

    def to_say(self) -> str:
        if not self.may_contact:
            return "I need a name and a number, in case we have to ring. We will not send anything."
        return "What is your full name, or that of the resident, and how do we reach you? A mobile number is best."

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        if answers.contact is None:
            return {}
        return {**answers.contact.model_dump(), "who": SOMEONE_ELSE if answers.contact.someone_else else ME}

    def check_way_to_tell(self, given: dict[str, Any]) -> None:
        if not self.may_contact:
            given |= {"tell_by": TellBy.PHONE.value, "email": ""}
        super().check_way_to_tell(given)

    def keep(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        someone_else = given.pop("who") == SOMEONE_ELSE
        if not someone_else:
            given |= {"in_name": "", "in_phone": ""}
        return {"contact": Contact(**given, someone_else=someone_else)}
