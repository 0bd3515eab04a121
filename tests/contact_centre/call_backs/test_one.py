"""An agent takes a call back, rings, and notes how it went. What they did is kept with name, time and channel."""

from datetime import timedelta

import pytest
import time_machine

from repairs.log.models import CallBack, CallBackNote, Event, Message
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import LIST, an_emergency_online, no_time_suits
from tests.log.builders import an_emergency

pytestmark = pytest.mark.usefixtures("northmere")

MINUTE = timedelta(minutes=1)


def opens(agent: Agent, call_back: CallBack) -> None:
    agent.goes_to(f"{LIST}{call_back.pk}/")


def has_taken(agent: Agent, call_back: CallBack) -> None:
    opens(agent, call_back)
    agent.presses("Take it")


def done_to(call_back: CallBack) -> list[tuple[str, str]]:
    notes = CallBackNote.objects.filter(call_back=call_back)
    return [(note.staff.get_username(), note.did) for note in notes.select_related("staff")]


def test_whoever_takes_it_has_it_and_the_history_says_so() -> None:
    call_back, agent = no_time_suits(), Agent()
    has_taken(agent, call_back)
    assert "sam has it, since Wednesday 4 March 2026 at 10am" in agent.says
    event = Event.objects.get(kind="call-back-worked")
    assert (event.repair, event.staff, event.channel, event.detail) == (
        call_back.repair,
        agent.user,
        "phone",
        {"did": "Took it"},
    )


def test_the_second_is_told_who_has_it() -> None:
    call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
    opens(ben, call_back)
    has_taken(ann, call_back)
    ben.presses("Take it")
    assert ben.response.status_code == 409
    assert "Nothing was changed. ann has it, since" in ben.says
    assert done_to(call_back) == [("ann", "took")]


def test_it_can_be_given_back() -> None:
    call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
    has_taken(ann, call_back)
    ann.presses("Give it back")
    has_taken(ben, call_back)
    assert done_to(call_back) == [("ann", "took"), ("ann", "gave-back"), ("ben", "took")]


def test_it_leads_to_the_home_and_to_the_repair() -> None:
    call_back, agent = no_time_suits(), Agent()
    opens(agent, call_back)
    agent.follows("1 Test Street")
    assert agent.url == f"/staff/homes/{call_back.home_id}/"
    opens(agent, call_back)
    assert call_back.repair is not None
    agent.follows(call_back.repair.reference)
    assert agent.url == f"/staff/repairs/{call_back.repair.reference}/"


class TestTakingOver:
    def test_is_asked_about_first(self) -> None:
        call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
        has_taken(ann, call_back)
        opens(ben, call_back)
        ben.follows("Take it over from ann")
        assert ben.heading == "Do you want to take it over from ann?"
        ben.presses("Take it over")
        assert "ben has it" in ben.says

    def test_from_somebody_who_has_not_got_it_any_more_changes_nothing(self) -> None:
        call_back, ann, ben, cat = an_emergency_online(), Agent("ann"), Agent("ben"), Agent("cat")
        has_taken(ann, call_back)
        for agent in (ben, cat):
            opens(agent, call_back)
            agent.follows("Take it over from ann")
        ben.presses("Take it over")
        cat.presses("Take it over")
        assert "Nothing was changed. ben has it" in cat.says


class TestNotes:
    def test_each_has_a_name_and_a_time(self, clock: time_machine.Traveller) -> None:
        call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
        for agent, words in ((ann, "The line was bad."), (ben, "Her sister rang.")):
            opens(agent, call_back)
            agent.types(words=words).presses("Add the note")
            clock.shift(MINUTE)
        assert "Note: Her sister rang. ben, Wednesday 4 March 2026 at 10:01am" in ben.says
        assert "Note: The line was bad. ann, Wednesday 4 March 2026 at 10am" in ben.says

    def test_the_same_page_sent_twice_is_one_note(self) -> None:
        call_back, agent = an_emergency_online(), Agent()
        opens(agent, call_back)
        sent = {"words": "Hello.", "key": agent.hidden("key")}
        for _ in range(2):
            agent.client.post(f"{LIST}{call_back.pk}/note/", sent)
        assert CallBackNote.objects.count() == 1

    @pytest.mark.parametrize(("words", "says"), [("", "Enter a note"), ("x" * 1001, "1000 characters or fewer")])
    def test_an_empty_or_endless_one_is_refused_and_stays_on_the_page(self, words: str, says: str) -> None:
        call_back, agent = an_emergency_online(), Agent()
        opens(agent, call_back)
        agent.types(words=words).presses("Add the note")
        assert says in agent.error
        assert agent.value_of("words") == words

    def test_a_note_is_never_changed(self) -> None:
        call_back, agent = an_emergency_online(), Agent()
        has_taken(agent, call_back)
        with pytest.raises(ValueError, match="never changed"):
            CallBackNote.objects.get().save()

    def test_one_that_was_written_before_is_still_shown(self) -> None:
        call_back, agent = an_emergency_online(), Agent()
        CallBack.objects.update(note="Rang at nine.")
        opens(agent, call_back)
        assert "Rang at nine." in agent.says


class TestNobodyAnswers:
    def test_an_emergency_is_due_again_in_ten_minutes(self, clock: time_machine.Traveller) -> None:
        call_back, agent = an_emergency_online(), Agent()
        has_taken(agent, call_back)
        clock.shift(5 * MINUTE)
        agent.presses("No answer")
        call_back.refresh_from_db()
        assert (call_back.tries, call_back.due_at) == (1, NOW + 15 * MINUTE)
        assert "Tried 1 time" in agent.says

    @pytest.mark.parametrize(
        ("hour", "due"), [(10, NOW.replace(hour=12)), (16, NOW.replace(day=5, hour=23, minute=59))]
    )
    def test_others_are_due_later_that_day_or_on_the_next_working_day(
        self, clock: time_machine.Traveller, hour: int, due: object
    ) -> None:
        call_back, agent = no_time_suits(), Agent()
        has_taken(agent, call_back)
        clock.move_to(NOW.replace(hour=hour))
        agent.presses("No answer")
        call_back.refresh_from_db()
        assert call_back.due_at == due

    def test_after_three_tries_it_says_what_else_to_do(self) -> None:
        call_back, agent = an_emergency_online(), Agent()
        has_taken(agent, call_back)
        for _ in range(2):
            agent.presses("No answer")
            assert "duty manager" not in agent.says
        agent.presses("No answer")
        assert "Ask the duty manager to send somebody to the home now" in agent.says

    def test_the_same_page_sent_twice_is_one_try(self) -> None:
        call_back, agent = an_emergency_online(), Agent()
        has_taken(agent, call_back)
        keys = [one.get("value") for one in agent.page.all("input") if one.get("name") == "key"]
        for _ in range(2):
            agent.client.post(f"{LIST}{call_back.pk}/no-answer/", {"key": keys[0]})
        assert CallBack.objects.get().tries == 1

    def test_it_is_for_whoever_has_it(self) -> None:
        call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
        has_taken(ben, call_back)
        has_taken_over = ben.page.all("input")
        key = next(one.get("value") for one in has_taken_over if one.get("name") == "key")
        assert ann.client.post(f"{LIST}{call_back.pk}/no-answer/", {"key": key}).status_code == 409
        assert CallBack.objects.get().tries == 0


ENDINGS = [
    ("Rang them and settled it", "solved"),
    ("The same as another", "duplicate"),
    ("Not ours to do", "not-ours"),
    ("Could not reach them", "not-reached"),
    ("Wrong number", "wrong-number"),
]


class TestClosing:
    @pytest.mark.parametrize(("label", "ending"), ENDINGS)
    def test_says_how_it_ended(self, label: str, ending: str) -> None:
        call_back, agent = no_time_suits(), Agent()
        has_taken(agent, call_back)
        agent.follows("Close it without a report")
        agent.chooses(label).presses("Close it")
        assert agent.heading == "Call backs"
        call_back.refresh_from_db()
        assert (call_back.ended_as, call_back.done_at) == (ending, NOW)
        event = Event.objects.get(kind="call-back-ended")
        assert (event.staff, event.detail["how"]) == (agent.user, f"{label}.")

    def test_for_another_reason_says_which(self) -> None:
        call_back, agent = an_emergency_online(), Agent()
        has_taken(agent, call_back)
        agent.follows("Close it without a report")
        agent.presses("Close it")
        assert agent.error == "Select how it ended"
        agent.chooses("Something else").presses("Close it")
        assert agent.error == "Enter what happened"
        agent.chooses("Something else").types(words="It was a test of the alarm.").presses("Close it")
        opens(agent, call_back)
        assert "Closed it: Something else. It was a test of the alarm." in agent.says

    def test_twice_is_once(self) -> None:
        call_back, agent = no_time_suits(), Agent()
        has_taken(agent, call_back)
        agent.follows("Close it without a report")
        sent = {"how": "solved", "key": agent.hidden("key")}
        answers = [agent.client.post(f"{LIST}{call_back.pk}/close/", sent).status_code for _ in range(2)]
        assert answers == [302, 302]
        assert Event.objects.filter(kind="call-back-ended").count() == 1

    def test_is_not_for_somebody_who_has_lost_it(self) -> None:
        call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
        has_taken(ann, call_back)
        ann.follows("Close it without a report")
        CallBack.objects.update(taken_by=ben.user)
        ann.chooses("Wrong number").presses("Close it")
        assert "Nothing was changed. ben has it" in ann.says
        assert CallBack.objects.get().done_at is None

    def test_what_they_were_rung_with_needs_nobody_any_more(self) -> None:
        repair, agent = an_emergency(), Agent()
        Message.objects.filter(repair=repair).update(state="needs-person")
        CallBack.objects.update(reason="undelivered")
        has_taken(agent, CallBack.objects.get())
        agent.follows("Close it without a report")
        agent.chooses("Rang them and settled it").presses("Close it")
        message = Message.objects.get(repair=repair)
        assert (message.state, message.given_up_because) == ("given-up", "They were rung with the news.")


def test_whoever_asks_again_after_it_was_closed_waits_anew() -> None:
    draft = an_emergency_online(NOW - timedelta(hours=1)).draft
    agent = Agent()
    has_taken(agent, CallBack.objects.get())
    agent.presses("No answer")
    CallBack.objects.update(done_at=NOW, ended_as="not-reached")
    an_emergency(NOW, draft=draft)
    again = CallBack.objects.get()
    assert (again.taken_by, again.tries, again.ended_as, again.waiting_since) == (None, 0, "", NOW)
    assert len(done_to(again)) == 2
