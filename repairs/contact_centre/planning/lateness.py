"""How late something is, in words for staff."""

from datetime import datetime

from repairs.council.deadlines import LONDON


def say_late(due_at: datetime, now: datetime) -> str:
    """3 days late, 1 hour late. Empty for what is not."""
    if due_at > now:
        return ""
    days = (now.astimezone(LONDON).date() - due_at.astimezone(LONDON).date()).days
    if days:
        return f"{count(days, 'day')} late"
    hours = int((now - due_at).total_seconds() // 3600)
    return f"{count(hours, 'hour')} late" if hours else "Just late"


def count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
