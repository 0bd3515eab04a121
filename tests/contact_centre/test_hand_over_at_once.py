"""A resident and several of us want one report at the same moment, on the database that the tests run on."""

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from repairs.log.models import DraftLink, Message
from repairs.report.drafts import answer_page, path_of, start_draft
from repairs.report.hands import HandedOver, hand_to_resident, send_to_resident, take_over
from repairs.report.models import Draft
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 8


@pytest.fixture
def agents(crowd: Crowd, clock: object) -> list[int]:
    load_northmere()
    start_draft(uuid4()).save(force_insert=True)
    return [User.objects.create_user(f"agent{number}").pk for number in range(TIMES)]


def test_one_of_several_agents_has_it(crowd: Crowd, agents: list[int]) -> None:
    seen = Draft.objects.get()
    taken = crowd.run([partial(take_over, seen, agent, "phone", NOW) for agent in agents])
    assert Counter(taken) == {True: 1, False: TIMES - 1}
    assert crowd.look(lambda: Draft.objects.get().agent_id) == agents[taken.index(True)]


def test_an_answer_is_kept_before_it_is_taken_or_not_at_all(crowd: Crowd, agents: list[int]) -> None:
    path = path_of(Draft.objects.get(), NOW)

    def answers() -> bool:
        draft = Draft.objects.get()
        if not draft.is_residents:
            return False
        try:
            answer_page(draft, path, path.last, {"option": "none"}, NOW)
        except HandedOver:
            return False
        return True

    def takes() -> bool:
        draft = Draft.objects.get()
        return draft.agent_id is None and take_over(draft, agents[0], "phone", NOW)

    calls = [answers, takes] * (TIMES // 2)
    done = crowd.run(list(calls))
    given = crowd.look(lambda: Draft.objects.get().given.get("questions"))
    assert sum(done[1::2]) == 1
    assert bool(given) is any(done[::2])
    assert crowd.look(lambda: Draft.objects.get().agent_id) == agents[0]


def test_a_button_pressed_many_times_sends_one_link(crowd: Crowd, agents: list[int]) -> None:
    assert take_over(Draft.objects.get(), agents[0], "phone", NOW)
    seen = Draft.objects.get()
    send = partial(send_to_resident, seen, Message.Channel.TEXT, "07700 900123", NOW)
    assert Counter(crowd.run([send] * TIMES)) == {True: 1, False: TIMES - 1}
    assert crowd.look(lambda: (DraftLink.objects.count(), Message.objects.count())) == (1, 1)


def test_taken_back_by_both_it_is_with_one_of_them(crowd: Crowd, agents: list[int]) -> None:
    assert take_over(Draft.objects.get(), agents[0], "phone", NOW)
    seen = Draft.objects.get()
    resident, colleague = partial(hand_to_resident, seen, NOW), partial(take_over, seen, agents[1], "phone", NOW)
    done = crowd.run([resident, colleague] * (TIMES // 2))
    ended = crowd.look(lambda: Draft.objects.get())
    assert sum(done) == 1
    assert ended.with_resident is any(done[::2])
    assert ended.agent_id == (agents[1] if any(done[1::2]) else agents[0])
