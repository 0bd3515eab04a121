"""How many postcodes an address may look up: a postcode leads to the homes in the register, which nobody is to list."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from repairs.council.dates import say_time
from repairs.council.details import council_details
from repairs.limits.address import of_address
from repairs.limits.counting import Limit, take
from repairs.report.step_form import StepForm
from repairs.report.steps.postcode import PostcodeForm


def is_look_up(form: StepForm) -> bool:
    """The postcode of before is looked up already."""
    return isinstance(form, PostcodeForm) and str(form.cleaned_data["postcode"]) != form.asking.answers.postcode


def refuse_look_up(request: HttpRequest, form: StepForm, now: datetime) -> datetime | None:
    """Until when to wait where it is one too many, and then the form says so."""
    if not is_look_up(form):
        return None
    limit = Limit("postcodes looked up from an address", settings.POSTCODES_AN_HOUR_PER_ADDRESS)
    until = take(of_address(request, limit), now)
    if until is None:
        return None
    line = council_details().repairs_line(now)
    form.add_error(
        "postcode",
        f"Too many postcodes have been entered from your network. Try again after {say_time(until)}, "
        f"or ring {line.name} on {line.number}",
    )
    return until
