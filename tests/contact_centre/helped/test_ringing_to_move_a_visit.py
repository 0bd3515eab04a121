"""A tenant rings to have a visit moved. She is not sure of who she is to us at first, and rings again."""

import pytest

from repairs.log.models import Repair
from tests.contact_centre.agent import Agent
from tests.contact_centre.helped.callers import asks
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")


def test_a_tenant_rings_fails_and_passes(agent: Agent, repair: Repair) -> None:
    given_an_agent_at_the_page_of_the_repair(agent, repair)
    when_the_caller_knows_the_name_alone(agent, repair)
    then_nothing_can_be_done_and_that_is_in_the_history(agent, repair)

    when_she_rings_again_with_the_letter_before_her(agent, repair)
    then_the_agent_is_told_whom_they_help(agent)
    when_the_agent_reads_out_the_times_and_takes_one(agent)
    then_the_visit_is_moved_and_the_history_says_who_helped(agent, repair)

    when_the_agent_rings_off(agent)
    then_nothing_more_can_be_done(agent, repair)
    and_she_reads_that_it_was_moved_for_her(repair)


def given_an_agent_at_the_page_of_the_repair(agent: Agent, repair: Repair) -> None:
    agent.goes_to(f"/staff/repairs/{repair.reference}/")
    assert "Thursday 5 March 2026, 8am to midday" in agent.says


def when_the_caller_knows_the_name_alone(agent: Agent, repair: Repair) -> None:
    agent.follows("Verify the caller")
    asks(agent, repair, right="name", wrong="address phone")


def then_nothing_can_be_done_and_that_is_in_the_history(agent: Agent, repair: Repair) -> None:
    assert "The caller is not verified" in agent.says
    assert "Caller not verified, right name, wrong address, phone" in agent.says
    agent.goes_to(f"/staff/repairs/{repair.reference}/help/time/")
    assert agent.heading == "Verify the caller"


def when_she_rings_again_with_the_letter_before_her(agent: Agent, repair: Repair) -> None:
    asks(agent, repair, right="name address visit")


def then_the_agent_is_told_whom_they_help(agent: Agent) -> None:
    [bar] = agent.page.with_class("staff-help")
    assert "".join(bar.itertext()).split()[:5] == ["You", "are", "helping", "Ada", "Byron"]


def when_the_agent_reads_out_the_times_and_takes_one(agent: Agent) -> None:
    agent.follows("Change the time")
    agent.chooses(agent.options[0]).presses("Change the time")


def then_the_visit_is_moved_and_the_history_says_who_helped(agent: Agent, repair: Repair) -> None:
    assert "Your visit is now" in agent.says
    agent.follows(repair.reference)
    [line] = [row for row in agent.page.all("tr") if "Appointment moved" in "".join(row.itertext())]
    assert "Quintessa Featherstonehaugh, on the phone" in "".join(line.itertext())


def when_the_agent_rings_off(agent: Agent) -> None:
    agent.presses("End help")


def then_nothing_more_can_be_done(agent: Agent, repair: Repair) -> None:
    agent.goes_to(f"/staff/repairs/{repair.reference}/help/cancel/")
    assert agent.heading == "Verify the caller"


def and_she_reads_that_it_was_moved_for_her(repair: Repair) -> None:
    assert "We changed the time of the visit for you" in opened(repair).says
