"""What is kept of a page for the next one is the same for everybody."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from jinja2 import meta

from repairs.council.details import forget_details
from repairs.council.models import Council
from tests.journeys.resident import Resident

PARTS = sorted(Path(settings.BASE_DIR, "templates/parts/still").iterdir())
TOLD = {"the_council", "is_open"}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_knows_nothing_of_whose_page_it_is_on(part: Path) -> None:
    pages = engines["jinja2"].env  # type: ignore[attr-defined]
    names = meta.find_undeclared_variables(pages.parse(part.read_text()))
    assert names <= TOLD | set(pages.globals) - {"still"}


@pytest.mark.usefixtures("northmere")
def test_what_staff_change_of_the_council_shows_on_the_next_page(client: Client) -> None:
    assert "Northmere" in client.get("/cookies/").content.decode()
    Council.objects.update(name="Southmere District Council")
    forget_details()
    shown = client.get("/cookies/").content.decode()
    assert "Southmere District Council" in shown
    assert "Northmere Borough Council" not in shown


@pytest.mark.usefixtures("northmere")
def test_the_code_of_one_report_is_not_on_the_page_of_another() -> None:
    codes = []
    for _ in range(2):
        resident = Resident()
        resident.starts()
        resident.answers("None of these")
        codes.append(resident.page.with_class("council-whole")[-1].text)
    assert None not in codes
    assert codes[0] != codes[1]
