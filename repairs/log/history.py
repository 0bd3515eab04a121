"""What happened to a repair, in words for staff: what, and who of them helped in which way."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser, AbstractUser

from repairs.log.models import Event

SAID_FIRST = {"visit", "change", "message", "number", "right"}
SAID_LAST = {"by"}
NOT_SAID = {"page", "version"}


def what_happened(event: Event) -> str:
    """What kind of event it was, and the particulars that were kept."""
    if event.kind == Event.Kind.MOVED and "from" in event.detail:
        return "Appointment moved from {from} to {to}, by {by}".format_map(event.detail)
    return ", ".join([event.get_kind_display(), *particulars(event)])


def particulars(event: Event) -> Iterator[str]:
    """First what it was about and last who did it: PostgreSQL keeps no order in a JSON object."""
    said = event.detail.keys() - NOT_SAID
    for name in sorted(said, key=lambda name: (name in SAID_LAST, name not in SAID_FIRST, name)):
        yield f"{name} {event.detail[name]}"


def who_helped(event: Event) -> str:
    """Sam Lee, on the phone. Empty where nobody of the staff did."""
    if event.staff is None:
        return ""
    how = event.get_channel_display()
    return ", ".join(part for part in (name_of(event.staff), how[:1].lower() + how[1:]) if part)


def name_of(user: AbstractBaseUser) -> str:
    """As colleagues know them."""
    return (user.get_full_name() if isinstance(user, AbstractUser) else "") or user.get_username()
