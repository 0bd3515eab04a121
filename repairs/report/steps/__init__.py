"""The form of each step, by its slug."""

from repairs.report.step_form import StepForm
from repairs.report.steps.address import AddressForm
from repairs.report.steps.caller import CallerForm
from repairs.report.steps.check import CheckForm
from repairs.report.steps.contact import ContactForm
from repairs.report.steps.details import DetailsForm
from repairs.report.steps.home import HomeForm
from repairs.report.steps.household import HouseholdForm
from repairs.report.steps.postcode import PostcodeForm
from repairs.report.steps.question import QuestionForm
from repairs.report.steps.result import ResultForm
from repairs.report.steps.slot import SlotForm
from repairs.report.steps.tenure import TenureForm
from repairs.report.steps.times import TimesForm
from repairs.report.steps.what_we_do import WhatWeDoForm

FORMS: dict[str, type[StepForm]] = {
    "safety": QuestionForm,
    "diagnosis": QuestionForm,
    "result": ResultForm,
    "postcode": PostcodeForm,
    "home": HomeForm,
    "address": AddressForm,
    "tenure": TenureForm,
    "what-we-do": WhatWeDoForm,
    "household": HouseholdForm,
    "details": DetailsForm,
    "slot": SlotForm,
    "times": TimesForm,
    "caller": CallerForm,
    "contact": ContactForm,
    "check": CheckForm,
}
