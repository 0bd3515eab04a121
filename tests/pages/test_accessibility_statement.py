"""The statement has the parts that the law asks for, and says what is known: no more and no less."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from pydantic import ValidationError
from pytest_django import Settings

from repairs.council.accessibility import known, read_known
from tests.govuk.html import find
from tests.page_lint import PageClient

RESULTS = Path("docs/accessibility-results.md")
MODEL_FORM = [
    "How accessible this service is",
    "Feedback and contact information",
    "Reporting accessibility problems with this service",
    "Enforcement procedure",
    "Technical information about this service’s accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that is not within the scope of the accessibility regulations",
    "What we are doing to improve accessibility",
    "Preparation of this accessibility statement",
]


def statement(browser: PageClient) -> str:
    return str(find(browser.get("/accessibility/").content.decode()).one("main").text)


def given(settings: Settings, folder: Path, **changes: Any) -> None:
    there = yaml.safe_load(Path(settings.ACCESSIBILITY_FILE).read_text())
    settings.ACCESSIBILITY_FILE = folder / "accessibility.yaml"
    settings.ACCESSIBILITY_FILE.write_text(yaml.safe_dump(there | changes))


def test_it_has_the_parts_of_the_model_in_their_order(browser: PageClient) -> None:
    words = statement(browser)
    places = [words.index(heading) for heading in MODEL_FORM]
    assert places == sorted(places)


def test_it_says_who_runs_the_service_who_enforces_the_law_and_when_it_was_tested(browser: PageClient) -> None:
    words = statement(browser)
    for said in (
        *("Northmere Borough Council runs it", "repairs@northmere.example", "01632 960001"),
        *("Equality and Human Rights Commission", "Equality Advisory and Support Service", "Regulations 2018"),
        *("partially compliant with the Web Content Accessibility Guidelines version 2.2 AA", "prepared on"),
    ):
        assert said in words, said


def test_it_gives_each_known_failure_with_its_criterion(browser: PageClient) -> None:
    words = statement(browser)
    assert known().failures
    for failure in known().failures:
        assert f"{failure.what}. This fails WCAG 2.2 success criterion {failure.criterion} ({failure.name})" in words


def test_a_service_without_failures_complies_fully(browser: PageClient, settings: Settings, tmp_path: Path) -> None:
    given(settings, tmp_path, failures=[], limits=[], out_of_scope=["Maps of our estates"])
    words = statement(browser)
    assert "fully compliant" in words
    assert "partially" not in words
    assert "This fails" not in words
    assert "Maps of our estates" in words


@pytest.mark.parametrize(
    "wrong", [{"tested": "soon"}, {"failurs": []}, {"failures": [{"what": "A", "criterion": "9"}]}]
)
def test_a_file_that_makes_no_sense_is_refused(settings: Settings, tmp_path: Path, wrong: dict[str, Any]) -> None:
    given(settings, tmp_path, **wrong)
    with pytest.raises(ValidationError):
        known()


def test_the_results_for_managers_name_the_same_failures() -> None:
    ours = read_known(settings.BASE_DIR / "repairs" / "council" / "accessibility.yaml")
    words = RESULTS.read_text()
    section = words.split("## Known failures")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([1-4]\.\d\.\d+) [^|]*\| ([^|]*?) \|", section, re.MULTILINE)
    assert rows == [(failure.criterion, failure.what) for failure in ours.failures]
