"""Every page of the leak tree is shown as a resident sees it, and keeps to the rules of our pages."""

from collections import deque
from functools import cache

import pytest

from diagnosis.tree import Outcome, Tree
from repairs.homes.models import Home
from repairs.report.answers import Answers
from repairs.report.models import Draft
from tests.diagnosis.builders import leak_tree
from tests.journeys.resident import Resident


@cache
def ways_to() -> dict[str, dict[str, str]]:
    """A shortest way to each node: question to option."""
    tree: Tree = leak_tree()
    ways: dict[str, dict[str, str]] = {tree.start: {}}
    waiting = deque([tree.start])
    while waiting:
        node = tree.by_key[waiting.popleft()]
        for option in node.options:
            if option.next not in ways:
                ways[option.next] = {**ways[node.key], node.key: option.key}
                waiting.append(option.next)
    return ways


def ways_into(outcome: str) -> list[dict[str, str]]:
    tree = leak_tree()
    return [
        {**ways_to()[node.key], node.key: option.key}
        for node in tree.nodes
        for option in node.options
        if option.next == outcome and node.key in ways_to()
    ]


@pytest.fixture
def resident(northmere: None) -> Resident:
    """In the middle of a report about a council tenant's home."""
    resident = Resident()
    resident.starts()
    resident.answers("I am not sure")
    return resident


def goes_to_the_end_of(resident: Resident, way: dict[str, str]) -> Draft:
    draft = Draft.objects.get()
    home = Home.objects.get(line_1="1 Test Street")
    draft.answers = Answers(questions=way, postcode=home.postcode, home=str(home.pk))
    draft.save()
    resident.goes_to(f"/report/{draft.pk}/check/")
    assert resident.response.status_code == 200
    return draft


def test_every_node_can_be_reached() -> None:
    assert set(ways_to()) == set(leak_tree().by_key)


def test_every_question_and_page_of_advice_is_shown(resident: Resident) -> None:
    for key, way in ways_to().items():
        node = leak_tree().by_key[key]
        if isinstance(node, Outcome):
            continue
        goes_to_the_end_of(resident, way)
        assert resident.url.endswith(f"/question/{key}/"), resident.url
        assert resident.heading == node.heading
        choices = [option.text for option in node.options]
        assert sorted(resident.options if node.is_choice else resident.buttons) == sorted(choices)


def test_every_question_that_is_left_unanswered_says_so_and_a_single_button_leads_on(resident: Resident) -> None:
    for key, way in ways_to().items():
        node = leak_tree().by_key[key]
        if isinstance(node, Outcome):
            continue
        goes_to_the_end_of(resident, way)
        if node.is_choice:
            resident.presses()
            assert resident.error.startswith("Select an answer"), key
        else:
            resident.presses(node.options[0].text)
            assert f"/{key}/" not in resident.url


def test_every_outcome_is_shown_or_leads_on(resident: Resident) -> None:
    shown = set()
    for outcome in (node for node in leak_tree().nodes if isinstance(node, Outcome)):
        for way in ways_into(outcome.key):
            goes_to_the_end_of(resident, way)
            if "/result/" in resident.url:
                assert resident.heading == outcome.title
                shown.add(outcome.key)
            else:
                assert resident.url.endswith("/household/"), (outcome.key, resident.url)
                assert outcome.ending in {"book", "ring"}, outcome.key
    ends = {node.key for node in leak_tree().nodes if isinstance(node, Outcome) and node.ending not in {"book", "ring"}}
    assert ends <= shown
