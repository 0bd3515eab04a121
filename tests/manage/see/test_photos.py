"""A resident sees the photos that they sent, and nobody else does."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from repairs.log.models import Repair
from repairs.photos.models import Photo
from repairs.photos.services import keep_photo, remove_photo
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.builders import a_report, booked
from tests.manage.conftest import opened
from tests.photos.albums import CLEAN

pytestmark = pytest.mark.usefixtures("outside", "photo_folder")


@pytest.fixture
def repair(northmere: None) -> Repair:
    repair = booked()
    for name in ("a.jpg", "b.jpg"):
        keep_photo(repair.draft, name, CLEAN)
    return repair


def photos_on(page: Resident) -> list[tuple[str, str, str]]:
    """The words, the small one and where it leads."""
    pictures = [(link, picture) for link in page.page.all("a") for picture in link.iter("img")]
    return [(picture.attrib["alt"], picture.attrib["src"], link.attrib["href"]) for link, picture in pictures]


def test_each_has_words_and_leads_to_the_large_one_for_an_hour(repair: Repair, clock: time_machine.Traveller) -> None:
    page = opened(repair)
    words = [alt for alt, _, _ in photos_on(page)]
    assert words == ["Photo 1 of 2 that you sent", "Photo 2 of 2 that you sent"]
    addresses = [address for _, small, large in photos_on(page) for address in (small, large)]
    assert {Client().get(address).status_code for address in addresses} == {200}
    clock.shift(timedelta(hours=1, seconds=1))
    assert {Client().get(address).status_code for address in addresses} == {404}


def test_no_other_household_sees_them(repair: Repair) -> None:
    assert photos_on(opened(booked())) == []


@pytest.mark.parametrize(
    ("gone", "says"),
    [(1, "We have deleted some of your photos."), (2, "We have deleted the photos that you sent.")],
)
def test_what_was_deleted_since_is_said(repair: Repair, clock: time_machine.Traveller, gone: int, says: str) -> None:
    clock.shift(timedelta(days=1))
    for photo in list(Photo.objects.all())[:gone]:
        remove_photo(repair.draft, photo.pk)
    page = opened(repair)
    assert says in page.says
    assert len(photos_on(page)) == 2 - gone


def test_what_they_took_out_themselves_before_sending_is_not_mentioned(clock: time_machine.Traveller) -> None:
    report = a_report()
    clock.move_to(NOW - timedelta(minutes=5))
    remove_photo(report.draft, keep_photo(report.draft, "a.jpg", CLEAN).pk)
    clock.move_to(NOW)
    page = opened(booked(draft=report.draft))
    assert "deleted" not in page.says
    assert "Your photos" not in page.says
