"""An agent reports for a resident on the line, with the journey that residents have."""

from repairs.log.models import Event
from repairs.roles import MANAGERS
from tests.contact_centre.agent import Agent
from tests.contact_centre.reporting import reports_kitchen_leak
from tests.tables.builders import staff


def test_what_an_agent_reports_is_a_repair_like_any_other(northmere: None) -> None:
    agent = Agent()
    repair = reports_kitchen_leak(agent)
    assert repair.reference in agent.says
    assert repair.name == "Ada Byron"
    assert repair.works_order.state == "waiting"


def test_who_helped_and_how_is_kept_with_the_repair(northmere: None) -> None:
    agent = Agent()
    repair = reports_kitchen_leak(agent)
    assert (repair.assistance.staff, repair.assistance.channel) == (agent.user, "phone")
    assert set(Event.objects.values_list("staff", "channel")) == {(agent.user.pk, "phone")}


def test_an_agent_opens_their_own_calls_only(northmere: None) -> None:
    first, second = Agent("ann"), Agent("ben")
    first.takes_call()
    assert second.client.get(first.url).status_code == 404


def test_a_manager_takes_no_calls(northmere: None) -> None:
    assert staff(MANAGERS).get("/staff/calls/").status_code == 403


def test_a_call_is_not_a_resident_s_report(northmere: None) -> None:
    agent = Agent()
    agent.takes_call()
    assert agent.client.get(agent.url.replace("/staff/calls/", "/report/")).status_code == 404
