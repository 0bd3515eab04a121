from typing import Any

from django import forms

from repairs.govuk.widgets import Checkboxes, Radios
from repairs.report.answers import Answers, Household, PersonAtRisk, WaterOff, YesNo
from repairs.report.asked import ringing
from repairs.report.progress import Progress
from repairs.report.step_form import StepForm

STOPPED_BY_TAP = {"PL", "GAS"}
YES_NO = [(YesNo.YES, "Yes"), (YesNo.NO, "No"), (YesNo.NOT_SURE, "I am not sure")]

PEOPLE = [
    (PersonAtRisk.CHILD, "A child under 5"),
    (PersonAtRisk.OLDER, "Someone over 65"),
    (PersonAtRisk.PREGNANT, "Someone who is pregnant"),
    (PersonAtRisk.HEALTH, "Someone with a health condition or disability"),
    (PersonAtRisk.EQUIPMENT, "Someone who uses medical equipment"),
]
WATER_OFF = [
    (WaterOff.NO, "No"),
    (WaterOff.SOME_LEFT, "Yes, and there is still some water to use"),
    (WaterOff.NONE_LEFT, "Yes, and now there is no water"),
    (WaterOff.NOT_SURE, "I am not sure"),
]


class HouseholdForm(StepForm):
    heading = "The home and who lives there"

    people = forms.MultipleChoiceField(
        label="Is anyone at home more at risk? (optional)",
        help_text="Select all that apply. We may come sooner.",
        required=False,
        widget=Checkboxes(),
        choices=PEOPLE,
        error_messages={"invalid_choice": "Select who is at home from the list"},
    )
    damp = forms.ChoiceField(
        label="Has the leak left damp patches, mould or a musty smell?",
        widget=Radios(),
        choices=YES_NO,
        error_messages={"required": "Select whether there are damp patches, mould or a musty smell"},
    )
    recent = forms.ChoiceField(
        label="Did we repair this same problem in the last month?",
        widget=Radios(),
        choices=YES_NO,
        error_messages={"required": "Select whether we repaired this in the last month"},
    )
    water_off = forms.ChoiceField(
        label="Is the water turned off?",
        widget=Radios(),
        choices=WATER_OFF,
        error_messages={"required": "Select whether the water is turned off"},
    )

    def prepare(self) -> None:
        for name in not_asked(self.asking.progress):
            del self.fields[name]

    def to_say(self) -> str:
        return AT_RISK if ringing(self.asking.progress) else f"A few questions about the home. {AT_RISK}"

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return answers.household.model_dump() if answers.household else {}

    def keep(self) -> dict[str, Any]:
        return {"household": Household(**{**self.cleaned_data, "people": tuple(self.cleaned_data["people"])})}


AT_RISK = (
    "Is anyone at home more at risk? For example a child under 5, or someone who is over 65, pregnant, ill or "
    "disabled, or who uses medical equipment."
)


def not_asked(progress: Progress) -> list[str]:
    """In an emergency only who is there matters. The water is asked of leaks that a stop tap in this home can stop."""
    if ringing(progress):
        return ["damp", "recent", "water_off"]
    stoppable = progress.settled.trade in STOPPED_BY_TAP and "from-above" not in progress.flags
    return [] if stoppable and "water_off" not in progress.walk.facts else ["water_off"]
