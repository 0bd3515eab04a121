"""The same button many times at the same moment, in threads, on the database that the tests run on."""

from functools import partial

import pytest
import time_machine

from appointments.diary.local import LocalDiary
from repairs.log.changeable import NotChanged
from repairs.log.enquiries.answer import AlreadyAnswered, answer
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.enquiries.nobody_came import record_nobody_came
from repairs.log.enquiries.not_fixed import report_not_fixed
from repairs.log.enquiries.worse import record_worse
from repairs.log.models import CallBack, Enquiry, Event, Message, Repair, WorksOrder
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd
from tests.log.builders import booked

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 8
AFTER_THE_VISIT = NOW.replace(day=5, hour=15)


@pytest.fixture
def repair(crowd: Crowd, clock: object) -> Repair:
    load_northmere()
    return booked()


def made() -> tuple[int, int]:
    return Enquiry.objects.count(), Event.objects.filter(kind="enquiry-asked").count()


def test_an_update_is_asked_for_once(crowd: Crowd, repair: Repair) -> None:
    crowd.run([partial(ask_for_update, repair, "Hello?", NOW) for _ in range(TIMES)])
    assert crowd.look(made) == (1, 1)


def test_different_words_from_two_tabs_are_all_kept(crowd: Crowd, repair: Repair) -> None:
    words = [f"Word {number}." for number in range(TIMES)]
    crowd.run([partial(ask_for_update, repair, one, NOW) for one in words])
    kept = crowd.look(lambda: Enquiry.objects.get().words.split("\n\n"))
    assert sorted(kept) == words


def test_a_complaint_is_acknowledged_once(crowd: Crowd, repair: Repair) -> None:
    crowd.run([partial(complain, repair, "Nobody listens.", NOW) for _ in range(TIMES)])
    assert crowd.look(made) == (1, 1)
    assert crowd.look(lambda: Message.objects.filter(kind="complaint").count()) == 1


def test_getting_worse_is_rung_about_once(crowd: Crowd, repair: Repair) -> None:
    crowd.run([partial(record_worse, repair, ["electrics"], [], "", NOW) for _ in range(TIMES)])
    assert crowd.look(made) == (1, 1)
    assert crowd.look(lambda: (CallBack.objects.count(), Event.objects.filter(kind="got-worse").count())) == (1, 1)


def test_nobody_came_ends_one_visit(crowd: Crowd, repair: Repair, clock: time_machine.Traveller) -> None:
    clock.move_to(AFTER_THE_VISIT)
    crowd.run([partial(record_nobody_came, repair, "", LocalDiary(), AFTER_THE_VISIT) for _ in range(TIMES)])
    assert crowd.look(made) == (1, 1)
    assert crowd.look(lambda: Event.objects.filter(kind="nobody-came").count()) == 1


def reports_again(repair: Repair) -> str:
    try:
        return report_not_fixed(repair, "It drips.", LocalDiary(), AFTER_THE_VISIT).reference
    except NotChanged as problem:
        return type(problem).__name__


def test_what_is_not_fixed_is_one_recall(crowd: Crowd, repair: Repair, clock: time_machine.Traveller) -> None:
    clock.move_to(AFTER_THE_VISIT)
    WorksOrder.objects.update(job_state="completed", job_state_at=AFTER_THE_VISIT)
    assert len(set(crowd.run([partial(reports_again, repair) for _ in range(TIMES)]))) == 1
    assert crowd.look(lambda: Repair.objects.filter(recall_of=repair).count()) == 1


def answers(enquiry: Enquiry, number: int) -> str:
    try:
        answer(enquiry, f"Answer {number}", None, NOW)
    except AlreadyAnswered:
        return "late"
    return f"Answer {number}"


def test_two_of_staff_answer_once(crowd: Crowd, repair: Repair) -> None:
    Repair.objects.update(tell_by="phone")
    enquiry = ask_for_update(repair, "", NOW)
    said = crowd.run([partial(answers, Enquiry.objects.get(pk=enquiry.pk), number) for number in range(4)])
    [first] = [one for one in said if one != "late"]
    assert crowd.look(lambda: Enquiry.objects.get().answer) == first
    assert crowd.look(lambda: CallBack.objects.get().to_tell.count("Read them the answer")) == 1
