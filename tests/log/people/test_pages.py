"""The list of what needs a person, and the page of each row."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from repairs.council.whole import whole
from repairs.log.models import WorksOrder
from repairs.log.people.acting import seen_of
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked
from tests.log.people.builders import REFUSED, order_of, refused_order, unknown_order, waiting_order
from tests.log.staff import BACKEND

pytestmark = pytest.mark.usefixtures("outside")

LIST = "/admin/log/worksorder/needs-a-person/"


def someone(role: str) -> Client:
    user = User.objects.create_user("sam", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def agent() -> Client:
    return someone("Agents")


def row_page(order: WorksOrder) -> str:
    return reverse("admin:log_people_row", args=[f"order-{order.pk}"])


def text(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, address: str, **given: Any) -> str:
    answer = client.post(address, given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_with_nothing_to_do_it_says_so(agent: Client) -> None:
    assert "Nothing needs a person." in text(agent, LIST)


def test_a_line_says_what_it_is_what_happened_and_since_when(agent: Client) -> None:
    refused_order(an_emergency())
    waiting_order(NOW - timedelta(hours=5))
    page = text(agent, LIST)
    for words in ("Emergency.", "The HMS refused the order (422): Site.Property", "Tried once", "5 hours", "Next try:"):
        assert words in page
    assert page.index("Leak that cannot be stopped") < page.index("Leak from a water pipe")


def test_one_problem_alone_is_shown_and_goes_again_with_one_press(agent: Client) -> None:
    refused, other = refused_order(), waiting_order()
    page = text(agent, LIST, problem=REFUSED)
    assert other.repair.reference not in page
    assert "Try all 1 with this problem again" in page
    assert "1 goes again in the next few seconds." in send(agent, LIST, which="problem", problem=REFUSED)
    assert order_of(refused.repair).state == "waiting"


def test_what_is_ticked_goes_again_and_nothing_ticked_says_so(agent: Client) -> None:
    refused = refused_order()
    assert "Tick what is to be tried again" in send(agent, LIST, which="ticked")
    assert "1 goes again" in send(agent, LIST, which="ticked", row=f"order-{refused.pk}")


@pytest.mark.parametrize("given", [{}, {"which": "x"}, {"which": "ticked", "row": ["x", "order-0", "\x00"]}])
def test_nonsense_changes_nothing(agent: Client, given: dict[str, Any]) -> None:
    refused = refused_order()
    send(agent, LIST, **given)
    send(agent, row_page(refused), **given)
    assert order_of(refused.repair).state == "needs-person"
    assert agent.get(LIST, {"problem": "x", "p": "x"}).status_code == 200


def test_an_order_is_tried_again_from_its_page(agent: Client) -> None:
    order = refused_order()
    page = send(agent, row_page(order), chosen="try", seen=seen_of(order))
    assert f"{whole(order.repair.reference)}: It is tried again in the next few seconds." in page
    assert "Tried again by a person, sam" in text(agent, row_page(order))


def test_giving_up_asks_for_a_reason_beside_its_field(agent: Client) -> None:
    order = refused_order()
    page = send(agent, row_page(order), chosen="give-up", seen=seen_of(order), reason=" ")
    assert '<a href="#id_reason">Enter why it is given up.</a>' in page
    send(agent, row_page(order), chosen="give-up", seen=seen_of(order), reason="Sold last week.")
    assert "Given up: Sold last week." in text(agent, row_page(order))


def test_at_a_blind_hms_a_person_says_whether_it_is_there(agent: Client, settings: Settings) -> None:
    settings.HMS_KIND = "blind"
    order = unknown_order()
    page = text(agent, row_page(order))
    assert ">Try again</button>" not in page
    for words in ("2 people may come", "The HMS has it under this number", "The HMS does not have it: send it"):
        assert words in page
    send(agent, row_page(order), chosen="is-there", seen=seen_of(order), number="NM-000042")
    assert order_of(order.repair).hms_number == "NM-000042"


def test_whoever_comes_second_is_told_and_sees_the_row_as_it_is(agent: Client) -> None:
    order = refused_order()
    seen = seen_of(order)
    send(agent, row_page(order), chosen="give-up", seen=seen, reason="Sold.")
    page = send(agent, row_page(order), chosen="try", seen=seen)
    assert "Given up by a person, sam" in page
    assert "Try again</button>" not in page


def test_planners_look_and_change_nothing() -> None:
    planner, order = someone("Planners"), refused_order()
    page = text(planner, LIST) + text(planner, row_page(order))
    assert "<button" not in page.split('id="content-main"')[1].split("footer")[0]
    assert planner.post(row_page(order), {"chosen": "try", "seen": seen_of(order)}).status_code == 403
    assert planner.post(LIST, {"which": "all"}).status_code == 403


def test_diagnosis_viewers_see_nothing() -> None:
    viewer, order = someone("Diagnosis viewers"), refused_order()
    assert {viewer.get(address).status_code for address in (LIST, row_page(order))} == {403}


def test_a_row_that_is_not_there_is_not_found(agent: Client) -> None:
    assert agent.get(f"{LIST}order-999999/").status_code == 404
    assert agent.get(f"{LIST}nonsense/").status_code == 404


def test_residents_are_never_told_who_it_was(agent: Client) -> None:
    order = order_of(booked())
    send(agent, row_page(refused_order(order.repair)), chosen="give-up", seen=seen_of(order), reason="Sold by kim.")
    shown = Client().get(f"/repair/{order.repair.reference}/").content.decode()
    assert "kim" not in shown
    assert "sam" not in shown
