"""Where somebody of the staff is signed in, and how that ends."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

from repairs.sign_in.ends import BEGAN, SEEN, why_over
from repairs.sign_in.half_way import HALF_WAY


@dataclass(frozen=True)
class SignedIn:
    began_at: datetime
    seen_at: datetime
    is_this: bool


def sessions_of(user: User, this: str | None) -> list[SignedIn]:
    """The newest first. Those that are over and not yet cleared away are left out."""
    now = timezone.now()
    found = []
    for row in rows_of(user):
        kept = row.get_decoded()
        if SESSION_KEY in kept and why_over(kept, now.timestamp()) is None:
            began_at, seen_at = (datetime.fromtimestamp(kept[name], UTC) for name in (BEGAN, SEEN))
            found.append(SignedIn(began_at, seen_at, is_this=row.session_key == this))
    return sorted(found, key=lambda one: one.began_at, reverse=True)


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Half a sign-in, between the password and the code, counts too. How many were ended."""
    keys = [row.session_key for row in rows_of(user) if row.session_key != but]
    return Session.objects.filter(session_key__in=keys).delete()[0]


def rows_of(user: User) -> list[Session]:
    """Only staff have sessions, so there are few to look through."""
    return [row for row in Session.objects.filter(expire_date__gt=timezone.now()) if user_in(row) == str(user.pk)]


def user_in(row: Session) -> str | None:
    kept = row.get_decoded()
    return str(kept.get(SESSION_KEY) or (kept.get(HALF_WAY) or {}).get("who") or "") or None
