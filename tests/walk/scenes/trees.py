"""Every question, page of advice and result of the tree, for a resident and for an agent on the phone."""

import pytest

from diagnosis.tree import Outcome
from repairs.homes.models import Home
from repairs.report.answers import Answers
from repairs.report.models import Draft
from tests.contact_centre.agent import Agent
from tests.diagnosis.builders import leak_tree
from tests.guards.test_tree_pages import ways_into, ways_to
from tests.journeys.resident import Resident


@pytest.fixture(params=["resident", "agent"])
def somebody(request: pytest.FixtureRequest, northmere: None) -> Resident:
    if request.param == "agent":
        agent = Agent()
        agent.takes_call()
        return agent
    resident = Resident()
    resident.starts()
    resident.answers("I am not sure")
    return resident


def walk_every_node(somebody: Resident) -> None:
    home = Home.objects.get(line_1="1 Test Street")
    draft = Draft.objects.get()
    place = "/staff/calls/" if isinstance(somebody, Agent) else "/report/"
    for key, way in ways_to().items():
        ways = ways_into(key)[:1] if isinstance(leak_tree().by_key[key], Outcome) else [way]
        for questions in ways:
            draft.answers = Answers(questions=questions, postcode=home.postcode, home=str(home.pk))
            draft.save()
            somebody.client.get(f"{place}{draft.pk}/check/", follow=True)
