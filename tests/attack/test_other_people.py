"""Somebody with a repair of their own tries to see or change another's."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from repairs.log.models import Addition, Repair
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.photos.services import keep_photo
from repairs.report.models import Draft
from tests.attack.figures import found
from tests.guards.test_urls import FORMS
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check
from tests.log.builders import booked
from tests.manage.conftest import opened
from tests.manage.find.getting_in import has_asked_for_a_code
from tests.photos.albums import CLEAN, upload

pytestmark = pytest.mark.usefixtures("outside")

OF_A_REPAIR = ["", "time/", "cancel/", "links/", "contact/", "visit-details/", "add/", "appointment.ics"]
OF_A_DRAFT = ["done/", "appointment.ics", "check/", "contact/", "home/", "postcode/", "safety/"]


def test_references_ids_and_drafts_in_addresses(repair: Repair) -> None:
    thief = opened(booked()).client
    names = [repair.reference, repair.reference.lower(), str(repair.pk), str(repair.draft), repair.reference[:-1] + "2"]
    names += [f"{repair.reference}%20", f" {repair.reference}", f"{repair.reference}/../{repair.reference}"]
    tries = [f"/repair/{name}/{page}" for name in names for page in OF_A_REPAIR]
    successes = sum(thief.get(address).status_code == 200 for address in tries)
    successes += sum(thief.post(address, {"reason": "fixed", "why": "others"}).status_code == 302 for address in tries)
    assert Repair.objects.get(pk=repair.pk).cancel_asked_at is None
    found("repairs of others by reference and id", successes=successes, tried=2 * len(tries))


def test_drafts_of_others(northmere: None) -> None:
    somebody, thief = Resident(), Resident()
    reaches_check(somebody)
    thief.goes_to("/report/")
    draft = Draft.objects.get()
    given = dict(draft.given)
    tries = [f"/report/{name}/{page}" for name in (draft.pk, draft.pk.hex, uuid4()) for page in OF_A_DRAFT]
    successes = sum(thief.client.get(address, follow=True).status_code == 200 for address in tries)
    successes += sum(thief.client.post(address, {"name": "Mallory"}).status_code == 200 for address in tries)
    assert Draft.objects.get(pk=draft.pk).given == given
    found("drafts of others by id", successes=successes, tried=2 * len(tries))


def test_changes_and_photos_for_repairs_of_others(repair: Repair) -> None:
    thief, before = opened(booked()).client, Repair.objects.filter(pk=repair.pk).values().get()
    posts: dict[str, dict[str, object]] = {
        "add/": {"words": "Mallory was here", "photos": [upload()], "token": str(uuid4())},
        "contact/": {"name": "Mallory", "phone": "07700 900666", "tell_by": "text", "token": str(uuid4())},
        "contact/code/": {"code": "123456", "token": str(uuid4())},
        "contact/code/new/": {},
        "visit-details/": {"who": "else", "in_name": "Mallory"},
    }
    successes = sum(
        thief.post(f"/repair/{repair.reference}/{page}", data).status_code != 404 for page, data in posts.items()
    )
    assert Repair.objects.filter(pk=repair.pk).values().get() == before
    assert not Addition.objects.exists()
    assert not Photo.objects.exists()
    found("photos, words, contact and who is in, for the repair of another", successes=successes, tried=len(posts))


@pytest.fixture
def photo(repair: Repair) -> Photo:
    return keep_photo(repair.draft, "leak.jpg", CLEAN)


def test_photos_of_others(photo: Photo, repair: Repair, clock: time_machine.Traveller) -> None:
    own = keep_photo(uuid4(), "mine.jpg", CLEAN)
    mine, theirs = photo_path(own), photo_path(photo, lasts=timedelta(hours=1))
    assert Client().get(mine).status_code == Client().get(theirs).status_code == 200
    small = photo_path(photo, thumbnail=True)
    tries = [
        mine.replace(own.pk.hex, photo.pk.hex),
        small.replace(".small.", ".photo."),
        theirs.replace(".3600:", ".36000000:"),
        theirs[:-2] + "/",
        f"/photos/link/{photo.pk}/",
        f"/photos/link/{photo.pk.hex}.photo.3600/",
        f"/photos/{photo.file.name}",
        f"/media/{photo.file.name}",
        f"/static/../photos/{photo.file.name}",
    ]
    successes = sum(opened(booked()).client.get(address).status_code == 200 for address in tries)
    clock.shift(timedelta(hours=1, seconds=1))
    successes += Client().get(theirs).status_code == 200
    found("photos of others by address", successes=successes, tried=len(tries) + 1)


def test_forms_that_another_site_sends(repair: Repair) -> None:
    """With all the cookies that somebody has, and none of our tokens."""
    victim = has_asked_for_a_code(repair).client
    holder = opened(repair).client
    answers = {}
    for address in [*FORMS, *(f"/repair/{repair.reference}/{page}" for page in ("time/", "cancel/", "links/"))]:
        for cookies in (victim.cookies, holder.cookies):
            fooled = Client(enforce_csrf_checks=True)
            fooled.cookies = cookies
            answers[address] = fooled.post(address, {"why": "others", "reason": "fixed"}).status_code
    let_through = [address for address, status in answers.items() if status != 403]
    found("forms sent by another site", successes=len(let_through), tried=2 * len(answers))


def test_nothing_is_done_by_looking(repair: Repair) -> None:
    """Programs that scan mail follow every link."""
    somebody = opened(repair).client
    before = list(Repair.objects.values())
    pages = [f"/repair/{repair.reference}/{page}" for page in OF_A_REPAIR] + ["/find/code/new/", "/find/lost/"]
    for page in pages:
        somebody.get(page, {"slot": "1", "reason": "fixed", "why": "not-mine", "contact": repair.phone})
    changed = list(Repair.objects.values()) != before
    found("changes by links that are only looked at", successes=int(changed), tried=len(pages))


def test_addresses_name_nobody(repair: Repair, settings: Settings) -> None:
    somebody = has_asked_for_a_code(repair)
    told = [part for page in somebody.pages for part in ("NM1", "07700", "ada", repair.reference) if part in page]
    found("personal data in addresses while getting in", successes=len(told), tried=len(somebody.pages))
