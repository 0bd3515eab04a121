"""Many tries of a code at the same moment are no more than ten, and a right one opens once."""

from functools import partial

import pytest

from repairs.log.codes import digits_of, send_code, use_code
from repairs.log.models import AccessCode, Message, Repair
from repairs.log.models.access_code import MOST_TRIES
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd
from tests.log.builders import without_a_time

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def repair(crowd: Crowd, clock: object) -> Repair:
    load_northmere()
    repair = without_a_time()
    send_code(repair, Message.Channel.TEXT, NOW)
    return repair


def opens(reference: str, code: str) -> bool:
    return use_code(reference, code, NOW) is not None


def test_a_crowd_gets_ten_tries(crowd: Crowd, repair: Repair) -> None:
    right = int(digits_of(AccessCode.objects.get()))
    wrong = [f"{(right + step) % 100_000:05}" for step in range(1, 31)]
    assert not any(crowd.run([partial(opens, repair.reference, code) for code in wrong]))
    assert crowd.look(lambda: AccessCode.objects.get().tries) == MOST_TRIES


def test_the_right_one_opens_once(crowd: Crowd, repair: Repair) -> None:
    right = digits_of(AccessCode.objects.get())
    assert sum(crowd.run([partial(opens, repair.reference, right) for _ in range(8)])) == 1
