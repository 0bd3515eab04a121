"""A resident who gave up online rings and reads out a code, and an agent carries on from the same page."""

from collections.abc import Callable
from importlib import import_module
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from diagnosis.services import current_tree
from repairs.contact_centre.hand_over.take_views import WRONG_CODES
from repairs.log.models import Appointment, Event, Repair
from repairs.report.drafts import path_of
from repairs.report.hands import hand_to_resident, take_over
from repairs.report.models import Draft
from repairs.report.short_code import code_of
from repairs.roles import MANAGERS
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_home, reaches_check, tells_of_kitchen_leak
from tests.parsed_page import text
from tests.tables.builders import staff


@pytest.fixture
def resident(northmere: None) -> Resident:
    """Has got as far as the questions about the home."""
    resident = Resident()
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    return resident


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def code_on(resident: Resident) -> str:
    words = text(resident.page.with_class("council-help")[0])
    return words.partition("When you ring, say ")[2].partition(". We carry on from here.")[0][-7:]


def types_code(agent: Agent, code: str) -> None:
    agent.goes_to("/staff/take-over/")
    agent.types(code=code).presses("Find the report")


def carries_on(agent: Agent, resident: Resident) -> None:
    types_code(agent, code_on(resident))
    agent.chooses("They told me the postcode NM1 2AB").presses("Carry on from here")


def test_every_page_after_the_first_has_the_code(resident: Resident) -> None:
    assert code_on(resident) == code_of(Draft.objects.get().pk)
    resident.goes_to("/report/")
    assert code_on(resident) == ""


def test_a_screen_reader_says_the_letters_apart(resident: Resident) -> None:
    shown = text(resident.page.with_class("council-help")[0])
    assert ", ".join(code_on(resident).replace(" ", "")) in shown


def test_the_page_that_says_ring_now_has_the_code(northmere: None) -> None:
    resident = Resident()
    resident.starts()
    resident.answers("A ceiling is bulging, sagging or has come down")
    assert "Ring us now" in resident.says
    assert f"{code_of(Draft.objects.get().pk)}, and they see what you told us here" in resident.says


def test_the_agent_sees_what_was_said_and_carries_on_from_the_same_page(resident: Resident, agent: Agent) -> None:
    left_at = resident.heading
    types_code(agent, code_on(resident).lower())
    assert "1 Test Street" in agent.says
    assert "Under the sink" in agent.says
    outcome = path_of(Draft.objects.get(), timezone.now()).progress.walk.outcome
    assert outcome is not None
    assert f"It is about: {outcome.title}" in agent.says
    assert "4 March 2026 at 10am" in agent.says
    agent.chooses("They told me the postcode NM1 2AB").presses("Carry on from here")
    assert agent.heading == left_at
    draft = Draft.objects.get()
    assert (draft.agent, draft.channel) == (agent.user, "phone")


def test_the_agent_asks_for_the_postcode_first(resident: Resident, agent: Agent) -> None:
    types_code(agent, code_on(resident))
    agent.presses("Carry on from here")
    assert agent.error == "Ask for it, and confirm that they told you the postcode NM1 2AB"
    assert Draft.objects.get().agent is None


def test_the_time_that_was_held_stays(northmere: None, agent: Agent) -> None:
    resident = Resident()
    reaches_check(resident)
    held = Draft.objects.get().hold
    carries_on(agent, resident)
    agent.picks(relation="self", may_contact="yes").presses()
    agent.presses("Send report and book appointment")
    repair = Repair.objects.get()
    assert Appointment.objects.get(repair=repair).diary_id == held
    assert (repair.assistance.staff, repair.assistance.channel) == (agent.user, "phone")
    assert Event.objects.get(kind="reported").staff == agent.user


def test_the_resident_reads_that_one_of_us_carries_on(resident: Resident, agent: Agent) -> None:
    carries_on(agent, resident)
    given = Draft.objects.get().given
    answers_about_home(resident)
    assert resident.heading == "One of us carries on with this for you"
    assert Draft.objects.get().given == given
    assert "Test Street" not in resident.says


def test_what_a_page_in_one_trip_sends_is_not_kept_either(resident: Resident, agent: Agent) -> None:
    carries_on(agent, resident)
    given = Draft.objects.get().given
    resident.picks(damp="no", recent="no", water_off="no", **{"one-trip": "1"}).presses()
    assert resident.heading == "One of us carries on with this for you"
    assert Draft.objects.get().given == given


def test_the_resident_takes_it_back_and_the_agent_sees_so(resident: Resident, agent: Agent) -> None:
    carries_on(agent, resident)
    at = agent.url
    resident.goes_to(resident.url)
    resident.presses("Go on by myself")
    assert resident.heading == "The home and who lives there"
    agent.goes_to(at)
    assert agent.heading == "The resident goes on with it alone"
    agent.presses("Take it back")
    resident.goes_to(resident.url)
    assert resident.heading == "One of us carries on with this for you"


def test_a_resident_sees_the_repair_that_the_agent_has_sent(northmere: None, agent: Agent) -> None:
    resident = Resident()
    reaches_check(resident)
    carries_on(agent, resident)
    agent.picks(relation="self", may_contact="yes").presses()
    agent.presses("Send report and book appointment")
    resident.goes_to(resident.url)
    assert resident.heading == "We have your report"
    assert agent.user.username not in resident.says
    resident.follows("See your repair")
    assert Repair.objects.get().reference in resident.says


def test_whose_it_is_is_said_and_it_can_be_taken(resident: Resident, agent: Agent) -> None:
    code, other = code_on(resident), Agent("ben")
    carries_on(agent, resident)
    types_code(other, code)
    assert "sam has it since Wednesday 4 March 2026 at 10am" in other.says
    other.chooses("They told me the postcode NM1 2AB").presses("Carry on from here")
    assert other.error == "Confirm that you take it from sam"
    other.chooses("They told me the postcode NM1 2AB", "Take it from sam").presses("Carry on from here")
    assert Draft.objects.get().agent == other.user


def test_a_tab_whose_call_a_colleague_has_by_now_says_who(resident: Resident, agent: Agent) -> None:
    carries_on(agent, resident)
    draft, other = Draft.objects.get(), Agent("ben")
    assert take_over(draft, other.user.pk, "phone", timezone.now())
    given = Draft.objects.get().given
    answers_about_home(agent)
    assert agent.response.status_code == 409
    assert agent.heading == "ben has this call now"
    assert "What you sent after that was not kept" in agent.says
    assert Draft.objects.get().given == given
    agent.follows("Go to your calls")
    assert agent.heading == "Calls"


def test_a_tab_whose_call_a_colleague_has_sent_leads_to_the_repair(northmere: None, agent: Agent) -> None:
    resident, other = Resident(), Agent("ben")
    reaches_check(resident)
    carries_on(agent, resident)
    assert take_over(Draft.objects.get(), other.user.pk, "phone", timezone.now())
    other.goes_to(agent.url)
    other.picks(relation="self", may_contact="yes").presses()
    other.presses("Send report and book appointment")
    agent.goes_to(agent.url)
    assert agent.heading == "ben has sent this report"
    agent.follows(Repair.objects.get().reference)
    assert agent.url == f"/staff/repairs/{Repair.objects.get().reference}/"


def test_an_agent_s_own_is_open_at_once(resident: Resident, agent: Agent) -> None:
    code = code_on(resident)
    carries_on(agent, resident)
    at = agent.url
    types_code(agent, code)
    assert agent.url == at


def test_a_report_that_was_sent_leads_to_its_repair(northmere: None, agent: Agent) -> None:
    resident = Resident()
    reaches_check(resident)
    code = code_on(resident)
    resident.presses("Send report")
    types_code(agent, code)
    assert agent.url == f"/staff/repairs/{Repair.objects.get().reference}/"


def test_two_with_one_code_are_told_apart(resident: Resident, agent: Agent) -> None:
    code, other = code_on(resident), UUID(int=Draft.objects.get().pk.int ^ 1)
    Draft.objects.create(pk=other, tree=current_tree("leak"))
    types_code(agent, code)
    assert "Nothing answered yet" in agent.says
    assert "Answered so far: up to" in agent.says
    agent.goes_to(f"/staff/take-over/{other}/")
    agent.presses("Carry on from here")
    assert Draft.objects.get(pk=other).agent == agent.user


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter the code. It has 6 letters and numbers, like K4M 7QX"),
        ("K4M", "Enter the code. It has 6 letters and numbers, like K4M 7QX"),
        ("222 222", "No report has this code. Ask them to read it out again"),
    ],
)
def test_a_code_that_is_none_is_said_to_be_none(agent: Agent, typed: str, says: str) -> None:
    types_code(agent, typed)
    assert agent.error == says
    assert agent.value_of("code") == typed


def test_nobody_of_us_tries_codes_for_long(agent: Agent) -> None:
    for _ in range(WRONG_CODES.most):
        types_code(agent, "222 222")
    types_code(agent, "222 222")
    assert agent.response.status_code == 429
    assert "You have entered too many codes" in agent.error


def test_only_agents_take_over(resident: Resident) -> None:
    draft = Draft.objects.get().pk
    manager = staff(MANAGERS)
    assert manager.get("/staff/take-over/").status_code == 403
    assert manager.post(f"/staff/take-over/{draft}/").status_code == 403
    assert resident.client.get(f"/staff/take-over/{draft}/").status_code == 302


def test_of_two_agents_at_one_moment_one_has_it(resident: Resident, agent: Agent) -> None:
    seen, other = Draft.objects.get(), Agent("ben")
    assert take_over(seen, agent.user.pk, "phone", timezone.now())
    assert not take_over(seen, other.user.pk, "phone", timezone.now())
    assert Draft.objects.get().agent == agent.user


def test_an_answer_under_way_while_it_is_taken_is_not_kept(
    resident: Resident, agent: Agent, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    """The resident's page had been read before the agent took it."""
    clock.shift(1)
    given = taken_under_way(agent, monkeypatch, "repairs.report.answering.answer_page")
    answers_about_home(resident)
    assert resident.heading == "One of us carries on with this for you"
    assert Draft.objects.get().given == given


def test_a_report_under_way_while_it_is_taken_is_not_sent(
    northmere: None, agent: Agent, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    resident = Resident()
    reaches_check(resident)
    clock.shift(1)
    taken_under_way(agent, monkeypatch, "repairs.report.steps.check.send_report")
    resident.presses("Send report")
    assert resident.heading == "One of us carries on with this for you"
    assert not Repair.objects.exists()


def taken_under_way(agent: Agent, monkeypatch: pytest.MonkeyPatch, step: str) -> object:
    return meanwhile(monkeypatch, step, lambda draft: take_over(draft, agent.user.pk, "phone", timezone.now()))


def meanwhile(monkeypatch: pytest.MonkeyPatch, step: str, happens: Callable[[Draft], bool]) -> object:
    """Something happens when the page has been read, and is about to be answered. Gives what was answered before."""
    module, _, name = step.rpartition(".")
    real = getattr(import_module(module), name)

    def happens_first(*args: object, **options: object) -> object:
        assert happens(Draft.objects.get())
        return real(*args, **options)

    monkeypatch.setattr(step, happens_first)
    return Draft.objects.get().given


def test_an_agent_s_answer_while_the_resident_takes_it_back_is_not_kept(
    resident: Resident, agent: Agent, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    carries_on(agent, resident)
    clock.shift(1)
    given = meanwhile(
        monkeypatch, "repairs.report.answering.answer_page", lambda draft: hand_to_resident(draft, timezone.now())
    )
    answers_about_home(agent)
    assert agent.heading == "The resident goes on with it alone"
    assert Draft.objects.get().given == given
