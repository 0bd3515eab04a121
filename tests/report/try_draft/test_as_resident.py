"""Staff see of a draft what a resident would see, page by page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appointments.models import Booking
from diagnosis.models import DraftNode, DraftOption, DraftTree, PublishedTree
from diagnosis.tree import Outcome
from repairs.log.models import Event
from repairs.photos.models import Photo
from repairs.report.models import Draft
from tests.diagnosis.builders import leak_tree
from tests.guards.test_tree_pages import goes_to_the_end_of, ways_to
from tests.journeys.resident import Resident
from tests.report.try_draft.trier import Trier

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)
CODE = re.compile(r" Say [\w ,]+, and they see what you told us here\.")


def as_route(way: dict[str, str]) -> list[str]:
    return [f"{page}.{option}" for page, option in way.items()]


def without_code(says: str) -> str:
    """A report that is only tried has none to read out."""
    return CODE.sub("", says)


@pytest.fixture
def resident(northmere: None) -> Resident:
    resident = Resident()
    resident.starts()
    resident.answers("I am not sure")
    return resident


def test_every_page_says_what_it_says_in_the_journey(draft: DraftTree, sam: Trier, resident: Resident) -> None:
    for key, way in ways_to().items():
        goes_to_the_end_of(resident, way)
        sam.tries(draft, *as_route(way))
        if "/question/" in resident.url or "/result/" in resident.url:
            assert (sam.heading, sam.says) == (resident.heading, without_code(resident.says)), key
        else:
            assert isinstance(leak_tree().by_key[key], Outcome)
            assert "They go on" in sam.says


@pytest.mark.parametrize("view", ["resident", "agent"])
def test_nothing_is_saved(draft: DraftTree, sam: Trier, view: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        for key in ("safety", "electrics", "where", "gas", "pouring", "tap-drips", "gutter"):
            sam.tries(draft, *as_route(ways_to()[key]), view=view)
    assert len(asked) > 0
    assert [query["sql"] for query in asked if WRITES.match(query["sql"])] == []
    assert not any(model.objects.exists() for model in (Draft, Event, Photo, Booking))


def test_a_draft_is_walked_by_its_buttons_and_back_again(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft)
    assert "You are trying the draft of “Leaks”. Nothing is saved." in sam.bar
    sam.answers("None of these")
    assert "a resident gives a postcode, picks the home." in sam.note
    sam.answers("Kitchen")
    sam.answers("Under the sink")
    sam.goes_back()
    assert (sam.heading, sam.chosen()) == ("What is leaking in the kitchen?", ["Under the sink"])
    sam.presses()
    assert sam.heading == "When does it leak under the sink?"


def test_another_answer_takes_back_those_after_it_and_the_same_one_does_not(draft: DraftTree, sam: Trier) -> None:
    route = ["safety.none", "where.kitchen", "kitchen.tap", "tap.drips"]
    sam.tries(draft, *route, at="where")
    sam.answers("Kitchen")
    assert "tap.drips" in sam.url
    sam.tries(draft, *route, at="where")
    sam.answers("Outside the home")
    assert sam.url.endswith("?answers=safety.none,where.outside")


def test_a_question_without_an_answer_says_so(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft)
    sam.presses()
    assert sam.error == "Select an answer to “Are any of these happening?”"


def test_the_words_of_the_draft_are_tried_before_they_are_published(draft: DraftTree, sam: Trier) -> None:
    DraftNode.objects.filter(tree=draft, key="safety").update(heading="Is it dangerous?")
    sam.tries(draft)
    assert sam.heading == "Is it dangerous?"


def test_a_page_is_changed_from_where_it_is_tried(draft: DraftTree, sam: Trier) -> None:
    sam.tries(draft)
    node = DraftNode.objects.get(tree=draft, key="safety")
    addresses = [link.attrib["href"] for link in sam.page.with_class("try-bar")[0].iter("a")]
    assert f"/admin/diagnosis/draftquestion/{node.pk}/change/" in addresses
    assert f"/admin/diagnosis/drafttree/{draft.pk}/change/" in addresses


def test_a_published_version_is_tried_the_same_way(draft: DraftTree, sam: Trier) -> None:
    published = PublishedTree.objects.get()
    sam.goes_to(reverse("admin:diagnosis_publishedtree_change", args=[published.pk]))
    sam.follows("Try it")
    assert sam.heading == "Are any of these happening?"
    sam.tries(published, "safety.electrics", "electrics.continue")
    assert "You are trying version 1 of “Leaks”" in sam.bar
    assert "E2 Immediate" in sam.staff_part
    assert sam.buttons == ["Decide again"]


def test_a_report_is_followed_to_its_last_page(draft: DraftTree, sam: Trier) -> None:
    route = ["safety.none", "where.kitchen", "kitchen.tap", "tap.drips"]
    sam.tries(draft, *route)
    assert "They go on to choose a time." in sam.says
    assert "Chooses a time" in sam.staff_part
    sam.tries(draft, *route, tenure="leasehold")
    assert "Chooses a time" not in sam.staff_part
    sam.tries(draft, *route, fact_electrics="yes")
    assert sam.phone_links
    assert sam.buttons[0] == "Keep what I told you"


class TestADraftThatIsNotFinished:
    def test_an_answer_that_leads_nowhere(self, draft: DraftTree, sam: Trier) -> None:
        DraftOption.objects.filter(node__tree=draft, node__key="safety", key="none").update(next=None)
        sam.tries(draft, "safety.none")
        assert sam.heading == "There is no way on from here"
        assert "leads nowhere" in sam.says
        sam.goes_back()
        assert sam.heading == "Are any of these happening?"

    def test_a_way_round_in_a_circle(self, draft: DraftTree, sam: Trier) -> None:
        start = DraftNode.objects.get(tree=draft, key="safety")
        DraftOption.objects.filter(node__tree=draft, node__key="where", key="kitchen").update(next=start)
        sam.tries(draft, "safety.none", "where.kitchen")
        assert "leads back to “Are any of these happening?”" in sam.says

    @pytest.mark.parametrize("view", ["resident", "agent"])
    @pytest.mark.parametrize("page", ["safety", "electrics"])
    def test_a_page_without_a_way_on(self, draft: DraftTree, sam: Trier, page: str, view: str) -> None:
        DraftOption.objects.filter(node__tree=draft, node__key=page).delete()
        sam.tries(draft, *(["safety.electrics"] if page == "electrics" else []), view=view, page=page)
        assert "This page has no way on yet." in sam.says

    @pytest.mark.parametrize("start", [None, "gas"])
    def test_no_first_page(self, draft: DraftTree, sam: Trier, start: str | None) -> None:
        draft.start = DraftNode.objects.filter(tree=draft, key=start).first()
        draft.save()
        sam.tries(draft)
        assert sam.heading == "There is no way on from here"

    def test_a_phone_line_that_there_is_not(self, draft: DraftTree, sam: Trier) -> None:
        body = [{"text": "Ring {phone:nobody}."}]
        DraftNode.objects.filter(tree=draft, key="safety").update(body=body)
        sam.tries(draft)
        assert "Ring {phone:nobody}." in sam.says

    def test_a_row_that_no_form_would_let_through(self, draft: DraftTree, sam: Trier) -> None:
        DraftNode.objects.filter(tree=draft, key="safety").update(body=[{"video": "x"}])
        sam.tries(draft)
        assert sam.heading == "This diagnosis cannot be tried"
