"""What tenants say after a visit: one answer for a repair, kept where nothing leads back to it."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from repairs.council.deadlines import LONDON
from repairs.log.models import Repair, VisitAnswer

Scale = VisitAnswer.Scale

SATISFIED = (Scale.VERY_SATISFIED, Scale.FAIRLY_SATISFIED)


@dataclass(frozen=True)
class Shares:
    answers: int
    overall: int
    """Per cent who are very or fairly satisfied, as the measures count."""
    time_taken: int


def answer_key(repair: Repair) -> str:
    """Keeps a second answer out. Without the secret key nobody can tell whose it is."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"visit-answer:{repair.draft}".encode(), hashlib.sha256).hexdigest()


def has_answered(repair: Repair) -> bool:
    return VisitAnswer.objects.filter(key=answer_key(repair)).exists()


def keep_answer(repair: Repair, overall: str, time_taken: str, now: datetime) -> None:
    """The first answer stays."""
    kept = {
        "month": now.astimezone(LONDON).date().replace(day=1),
        "emergency": repair.priority.is_emergency,
        "overall": overall,
        "time_taken": time_taken,
    }
    VisitAnswer.objects.get_or_create(key=answer_key(repair), defaults=kept)


def shares(answers: Iterable[tuple[str, str]]) -> Shares:
    """Of pairs: overall, and time taken."""
    rows = list(answers)
    return Shares(len(rows), share(overall for overall, _ in rows), share(time for _, time in rows))


def share(said: Iterable[str]) -> int:
    counted = Counter(said)
    total = sum(counted.values())
    return round(100 * sum(counted[one] for one in SATISFIED) / total) if total else 0
