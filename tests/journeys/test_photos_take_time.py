"""A photo takes a second. Nobody else may wait for a transaction meanwhile."""

from typing import Any

import pytest
from django.db import connection

from repairs.log.models import Repair
from repairs.photos import services
from repairs.photos.clean import clean_photo
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.photos.albums import upload
from tests.photos.conftest import photo_folder as photo_folder


@pytest.fixture
def open_while_cleaning(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many transactions were open around each photo that was cleaned."""
    found: list[int] = []

    def clean(given: Any, *, name: str | None) -> Any:
        found.append(len(connection.atomic_blocks))
        return clean_photo(given, name=name)

    monkeypatch.setattr(services, "clean_photo", clean)
    return found


@pytest.mark.usefixtures("photo_folder")
def test_photos_are_cleaned_outside_any_transaction(resident: Resident, open_while_cleaning: list[int]) -> None:
    around_the_test = len(connection.atomic_blocks)
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.attaches(upload()).presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report")
    resident.goes_to(f"/repair/{Repair.objects.get().reference}/add/")
    resident.attaches(upload()).presses("Add to your repair")
    assert open_while_cleaning == [around_the_test] * 2
