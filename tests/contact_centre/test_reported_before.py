"""What may be the same problem is a key away, and a visit to the home can be joined by whoever rings."""

from repairs.log.models import Repair
from tests.contact_centre.agent import Agent
from tests.contact_centre.reporting import reaches_times, reports_kitchen_leak
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_home, reaches_check, takes_first_time, tells_of_kitchen_leak
from tests.parsed_page import text


def opened_by_keys(agent: Agent) -> dict[str, str]:
    links = [link for link in agent.page.all("a") if link.get("target") == "_blank" and link.get("accesskey")]
    return {link.attrib["accesskey"]: link.attrib["href"] for link in links}


def test_what_may_be_the_same_is_opened_with_a_key_in_a_new_tab(northmere: None) -> None:
    agent = Agent()
    repair = reports_kitchen_leak(agent)
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    assert opened_by_keys(agent) == {}
    tells_of_kitchen_leak(agent)
    assert opened_by_keys(agent) == {"j": f"/staff/repairs/{repair.reference}/"}
    assert agent.client.get(opened_by_keys(agent)["j"]).status_code == 200
    assert "May be reported already" in agent.says


def test_an_agent_joins_a_visit_that_a_resident_booked(northmere: None) -> None:
    resident, agent = Resident(), Agent()
    reaches_check(resident)
    resident.presses("Send report")
    reaches_times(agent)
    assert agent.options[0] == "Thursday 5 March 2026, 8am to midday, At a visit you already have"
    assert agent.aloud.endswith("Can we come on Thursday 5 March 2026, 8am to midday?")
    takes_first_time(agent)
    agent.says_who_calls()
    agent.types(name="Ada Byron", phone="07700 900123").picks(tell_by="text", who="me").presses()
    agent.presses("Send report")
    days = [repair.appointment.day for repair in Repair.objects.all()]
    assert len(days) == 2
    assert days[0] == days[1]


def test_a_visit_to_another_home_is_not_joined(northmere: None) -> None:
    resident, agent = Resident(), Agent()
    reaches_check(resident)
    resident.presses("Send report")
    reaches_times(agent, "2 Test Street, Northmere")
    assert not any("already have" in option for option in agent.options)


def test_a_visit_that_was_cancelled_is_not_joined(northmere: None) -> None:
    resident, agent = Resident(), Agent()
    reaches_check(resident)
    resident.presses("Send report")
    Repair.objects.update(cancelled_at="2026-03-04T10:00Z", cancel_asked_at="2026-03-04T10:00Z")
    reaches_times(agent)
    assert not any("already have" in option for option in agent.options)


def test_a_resident_reads_nothing_of_the_home(northmere: None) -> None:
    resident = Resident()
    reaches_check(resident)
    for url in resident.pages:
        page = resident.client.get(url).content.decode()
        assert "home-facts" not in page
        assert "Secure tenant" not in page
    assert "Secure" not in text(resident.page.root)
