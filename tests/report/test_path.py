"""A path is the pages that were answered, in the order of the journey, and the first that was not."""

from dataclasses import replace
from typing import Any

import pytest

from repairs.report.answers import NOT_LISTED, Address, Answers, Tenure, WaterOff
from repairs.report.drafts import changed, is_all_here
from repairs.report.journey import JOURNEY
from repairs.report.path import Path, find_path
from repairs.report.progress import HomeFacts
from tests.report.small_tree import CONTACT, HOME, HOUSEHOLD, IN_ORDER, JOB, QUESTIONS, SLOT, path_with, setting, slugs

SAFETY = ["question/danger"]
DIAGNOSIS = ["question/which", "question/drips"]
WHOLE = [*SAFETY, "postcode", "home", *DIAGNOSIS, "household", "details", "slot", "contact", "check"]


def without(*fields: str) -> dict[str, Any]:
    return {name: value for name, value in IN_ORDER.items() if name not in fields}


def test_a_report_starts_with_the_first_question_about_danger() -> None:
    path = path_with()
    assert slugs(path) == SAFETY
    assert not path.ready


def test_with_everything_answered_it_ends_at_check_answers() -> None:
    path = path_with(**IN_ORDER)
    assert slugs(path) == WHOLE
    assert path.ready


@pytest.mark.parametrize(
    ("missing", "stops_at"),
    [
        ("postcode", "postcode"),
        ("home", "home"),
        ("household", "household"),
        ("details", "details"),
        ("slot", "slot"),
        ("contact", "contact"),
    ],
)
def test_it_stops_at_the_first_page_that_is_not_answered(missing: str, stops_at: str) -> None:
    path = path_with(**without(missing))
    assert slugs(path) == WHOLE[: WHOLE.index(stops_at) + 1]
    assert [page.answered for page in path.pages] == [True] * (len(path.pages) - 1) + [False]


def test_an_answer_that_is_no_option_is_no_answer() -> None:
    assert path_with(**{**IN_ORDER, "questions": {**QUESTIONS, "which": "moon"}}).last.slug == "question/which"


def test_questions_that_need_a_home_wait_for_it() -> None:
    assert slugs(path_with(questions={"danger": "no"})) == [*SAFETY, "postcode"]


@pytest.mark.parametrize(
    ("answers", "home", "asked", "not_asked"),
    [
        ({}, HOME, {"slot"}, {"times", "address", "tenure", "what-we-do", "result"}),
        ({"slot": None, "no_slot": JOB}, HOME, {"slot", "times"}, set()),
        ({"home": NOT_LISTED}, None, {"address", "times"}, {"tenure", "slot"}),
        ({"questions": {"danger": "yes"}}, HOME, {"result/ring"}, {"question/which", "details", "slot", "times"}),
        ({"questions": {"danger": "no", "which": "roof"}}, HOME, {"result/call-back", "details"}, {"slot", "times"}),
        ({}, replace(HOME, calls_back=True), {"times"}, {"slot"}),
        ({}, replace(HOME, patch=None), {"times"}, {"slot"}),
        ({}, replace(HOME, is_tenancy=False, tenure="leasehold"), {"tenure", "what-we-do"}, {"slot"}),
    ],
)
def test_each_page_is_asked_only_where_it_matters(
    answers: dict[str, Any], home: HomeFacts | None, asked: set[str], not_asked: set[str]
) -> None:
    filled = {
        **IN_ORDER,
        "address": Address(line_1="1 New Road", town="Northmere", postcode="NM9 9ZZ"),
        "tenure": Tenure.TENANT if home and not home.is_tenancy else None,
        "what_we_do": Tenure.TENANT,
        "times": ("any time",),
        "result": ("ring-now:ring", "roof:call-back"),
    }
    path = path_with(home, **filled | answers)
    assert path.ready
    met = {page.step.slug for page in path.pages} | set(slugs(path))
    assert asked <= met
    assert not not_asked & met


def test_after_advice_that_helped_nothing_more_is_asked() -> None:
    path = path_with(**{**IN_ORDER, "questions": {"danger": "no", "which": "nothing"}})
    assert slugs(path)[-2:] == ["question/which", "result/advice"]
    assert not path.last.answered


def test_a_time_for_other_work_is_not_a_time_for_this() -> None:
    other = SLOT.model_copy(update={"job": "N/PL/90"})
    assert path_with(**{**IN_ORDER, "slot": other}).last.slug == "slot"


@pytest.mark.parametrize(
    ("page", "leads_back_to"), [("postcode", "question/danger"), ("home", "postcode"), ("question/which", "home")]
)
def test_back_leads_to_the_page_before(page: str, leads_back_to: str) -> None:
    path = path_with(**without("contact"))
    before = path.before(path.by_slug[page])
    assert before is not None
    assert before.slug == leads_back_to


def test_nothing_of_the_report_comes_before_its_first_page() -> None:
    path = path_with(**without("contact"))
    assert path.before(path.pages[0]) is None


def test_back_from_an_answer_that_is_changed_leads_to_check_answers() -> None:
    path = path_with(**IN_ORDER)
    assert {before.slug for page in path.pages[:-1] if (before := path.before(page))} == {"check"}
    before = path.before(path.last)
    assert before is not None
    assert before.slug == "contact"


def test_a_page_that_takes_back_an_earlier_answer_is_known_to() -> None:
    path = path_with(**IN_ORDER)
    assert is_all_here(path.by_slug["contact"], {"contact": CONTACT})
    assert not is_all_here(path.last, {"slot": None, "no_slot": None, "slot_gone": True})


def after_changing(slug: str, **update: Any) -> Path:
    answers = Answers(**IN_ORDER)
    page = find_path(answers, setting(), JOURNEY).by_slug[slug]
    return find_path(changed(answers, page, update), setting(), JOURNEY)


def test_another_answer_forgets_the_questions_after_it_and_nothing_else() -> None:
    path = after_changing("question/which", option="roof")
    assert path.last.slug == "result/call-back"
    assert path.progress.given.questions == {"danger": "no", "which": "roof"}
    assert after_changing("question/drips", option="no").ready


def test_another_postcode_asks_for_the_home_again_and_keeps_the_rest() -> None:
    assert after_changing("postcode", postcode="NM5 2TF").last.slug == "home"


@pytest.mark.parametrize(
    ("slug", "update"),
    [
        ("postcode", {"postcode": "NM1 2AB"}),
        ("question/which", {"option": "tap"}),
        ("household", {"household": HOUSEHOLD}),
        ("contact", {"contact": CONTACT}),
    ],
)
def test_the_same_answer_again_forgets_nothing(slug: str, update: dict[str, Any]) -> None:
    assert after_changing(slug, **update).ready


def test_a_report_that_gets_more_urgent_says_so_on_a_page_of_its_own() -> None:
    worse = HOUSEHOLD.model_copy(update={"water_off": WaterOff.NONE_LEFT})
    questions = {"danger": "no", "which": "roof"}
    path = path_with(**{**IN_ORDER, "questions": questions, "household": worse, "result": ("roof:call-back",)})
    assert slugs(path)[-3:] == ["result/call-back", "household", "result/ring"]
