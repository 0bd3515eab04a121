import time
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from repairs.limits.counting import Limit, Tries, give_back, take
from repairs.sign_in.logged import wrong_code
from repairs.sign_in.second_factor.codes import take_code

WRONG_CODES = Limit("wrong codes of a second step", 10)


class TooManyTries(Exception):
    def __init__(self, until: datetime) -> None:
        self.until = until


def is_right(user: User, typed: str) -> bool:
    """Counts wrong codes for the person, wherever they come from. Raises TooManyTries."""
    tries: Tries = [(WRONG_CODES, str(user.pk))]
    if until := take(tries, timezone.now()):
        raise TooManyTries(until)
    if not take_code(user, typed, time.time()):
        wrong_code(user.pk)
        return False
    give_back(tries)
    return True
