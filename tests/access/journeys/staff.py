"""What staff do, from signing in to the end, by whatever means."""

import time
from datetime import timedelta

import pyotp
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from appointments.models import Closure, Place
from diagnosis.drafts.changing import open_draft
from diagnosis.models import DraftNode, PublishedTree
from diagnosis.services import current_tree
from repairs.log.models import Appointment, CallBack, Repair
from repairs.roles import AGENTS, PLANNERS, REPAIRS_ADMINS, Role
from repairs.sign_in.models import SecondFactor
from repairs.sign_in.second_factor.secrets import seal
from tests.access.journeys.walker import Walker
from tests.contact_centre.call_backs.builders import an_emergency_online
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.log.builders import booked_in_a_week, without_a_time
from tests.sign_in.colleague import PASSWORD, someone

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signs_in(visitor: Walker, role: Role) -> None:
    someone(role=role)
    visitor.goes_to("/staff/")
    visitor.types(username="sam", password=PASSWORD).presses("Sign in")


def takes_a_call(visitor: Walker) -> None:
    signs_in(visitor, AGENTS)
    visitor.follows("Calls")
    visitor.presses("Begin a report")
    visitor.answers("None of these")
    gives_home(visitor)
    tells_of_kitchen_leak(visitor)
    answers_about_home(visitor)
    visitor.presses()
    takes_first_time(visitor)
    visitor.picks(relation="self", may_contact="yes").presses()
    gives_contact(visitor)
    visitor.presses("Send report")
    assert Repair.objects.get().appointment


def helps_a_caller(visitor: Walker) -> None:
    repair = booked_in_a_week()
    signs_in(visitor, AGENTS)
    visitor.types(words=repair.reference).presses("Find")
    if repair.reference not in visitor.heading:
        visitor.follows(repair.reference)
    visitor.follows("Verify the caller")
    for question in ("What is your full name?", "What is the first line of the address, and the postcode?"):
        visitor.marks(visitor.page.get_by_role("group", name=question).get_by_label("Right", exact=True))
    visitor.presses("Verify")
    visitor.follows("Change who will be in")
    visitor.chooses("Someone else").types(in_name="Bo Lund").presses("Save")
    visitor.follows(repair.reference)
    visitor.presses("End help")
    assert Repair.objects.get().in_name == "Bo Lund"


def rings_back(visitor: Walker) -> None:
    an_emergency_online(timezone.now())
    signs_in(visitor, AGENTS)
    visitor.goes_to("/staff/call-backs/?reason=all")
    visitor.presses("Take it")
    visitor.presses("No answer")
    visitor.follows("Close it without a report")
    visitor.chooses("Something else").types(words="They had rung already.").presses("Close it")
    assert CallBack.objects.get().done_at


def plans_a_visit(visitor: Walker) -> None:
    repair = without_a_time(timezone.now())
    Repair.objects.update(due_at=timezone.now() + timedelta(days=7))
    signs_in(visitor, PLANNERS)
    visitor.goes_to("/staff/planning/to-book/")
    visitor.follows(repair.reference)
    if not visitor.page.locator("main input[type=radio]").count():
        visitor.goes_to(f"/staff/planning/{repair.reference}/")
    visitor.marks(visitor.page.locator("main input[type=radio]").first)
    visitor.presses("Book this time")
    assert Appointment.objects.filter(repair=repair).exists()


def closes_a_day(visitor: Walker) -> None:
    signs_in(visitor, PLANNERS)
    place = Place.objects.filter(day__gt=timezone.localdate() + timedelta(days=2)).order_by("day")[0]
    visitor.goes_to(reverse("admin:appointments_week"))
    visitor.goes_to(reverse("admin:appointments_close") + f"?day={place.day.isoformat()}")
    visitor.types(reason="Team training").presses("Close")
    assert Closure.objects.count() == 1
    visitor.presses("Open again")
    assert not Closure.objects.exists()


def publishes_a_draft(visitor: Walker) -> None:
    """With the second step, which the council asks for."""
    SecondFactor.objects.create(
        user=someone("ada", REPAIRS_ADMINS), sealed=seal(SECRET), added_at=timezone.now()
    )  # fmt: skip
    draft = open_draft(PublishedTree.objects.get(key="leak"), by="Ali")
    page = DraftNode.objects.get(tree=draft, key="where")
    with override_settings(STAFF_SECOND_FACTOR=True):
        visitor.goes_to("/staff/")
        visitor.types(username="ada", password=PASSWORD).presses("Sign in")
        visitor.types(code=pyotp.TOTP(SECRET).at(time.time())).presses()
        visitor.goes_to(reverse("admin:diagnosis_drafttree_change", args=[draft.pk]))
        visitor.goes_to(reverse("admin:diagnosis_draftquestion_change", args=[page.pk]))
        visitor.types(heading="Where do you see water?").presses("Save and continue")
        visitor.goes_to(reverse("admin:diagnosis_drafttree_publish", args=[draft.pk]))
        visitor.types(note="Plainer words").presses("Publish")
    assert current_tree("leak").version == 2


def has_a_new_password(visitor: Walker) -> None:
    signs_in(visitor, AGENTS)
    visitor.follows("Change your password")
    visitor.types(old=PASSWORD, new="four very odd words").presses("Change my password")
    visitor.follows("Go on")
    assert visitor.heading == "What would you like to do?"


JOURNEYS = (
    takes_a_call,
    helps_a_caller,
    rings_back,
    plans_a_visit,
    closes_a_day,
    publishes_a_draft,
    has_a_new_password,
)
