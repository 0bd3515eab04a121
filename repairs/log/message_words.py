"""The words of a message, from `templates/messages/`: a text and an email for each kind."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from appointments.cutoff import is_too_late
from repairs.council.dates import say_short_date
from repairs.council.deadlines import LONDON
from repairs.council.details import CouncilDetails, council_details
from repairs.log.access_words import access_words
from repairs.log.delays.words import delay_words
from repairs.log.draft_links import MOST_DAYS, url_in
from repairs.log.enquiries.words import complaint_words
from repairs.log.gsm import ONE_TEXT, in_gsm, length
from repairs.log.job_status.words import job_words
from repairs.log.links import link_of
from repairs.log.messages import appointment_of, call_back_of
from repairs.log.models import Message

IF_IT_FITS = "? "


def text_of(message: Message) -> str:
    """The words of a text message.

    A line of its template that begins with a question mark is left out where the text would take more than one
    fragment with it: the first such line before the last.
    """
    parts = [in_gsm(" ".join(line.split())) for line in render(message, "txt").splitlines() if line.strip()]
    chosen = [not part.startswith(IF_IT_FITS) for part in parts]
    words = [part.removeprefix(IF_IT_FITS) for part in parts]
    for place in reversed([place for place, is_there in enumerate(chosen) if not is_there]):
        chosen[place] = True
        chosen[place] = length(joined(words, chosen)) <= ONE_TEXT
    return joined(words, chosen)


def joined(words: list[str], chosen: list[bool]) -> str:
    return " ".join(part for part, is_there in zip(words, chosen, strict=True) if is_there)


def email_of(message: Message) -> tuple[str, str]:
    """The subject and the body of an email. The first line of its template is the subject."""
    subject, _, body = render(message, "email.txt").partition("\n")
    return subject.strip(), body.strip() + "\n"


def render(message: Message, suffix: str) -> str:
    return render_to_string(f"messages/{message.kind}.{suffix}", words_for(message), using="jinja2").strip()


def words_for_report(message: Message, council: CouncilDetails) -> dict[str, Any]:
    """Of a message about a report that is not sent yet."""
    line = council.repairs_line(message.due_at)
    return {"council_name": council.name, "line": line, "link": url_in(message), "days": MOST_DAYS}


def words_for(message: Message) -> dict[str, Any]:
    now, council = timezone.now(), council_details()
    if message.repair is None:
        return words_for_report(message, council)
    repair = message.repair
    slot = appointment_of(repair)
    return {
        "repair": repair,
        "council_name": council.name,
        "council_email": council.email,
        "line": council.repairs_line(message.due_at),
        "slot": slot,
        "short_date": say_short_date(slot.day) if slot else "",
        "target": say_short_date(repair.due_at.astimezone(LONDON).date()),
        "days_ahead": (slot.day - now.astimezone(LONDON).date()).days if slot else None,
        "can_change": slot is not None and not is_too_late(slot.day, settings.APPOINTMENTS_CHANGE_CUTOFF_HOUR, now),
        "call_back": call_back_of(repair),
        # That a visit was cancelled has raised its version.
        "was_booked": message.version > 0,
        "office": council.line("repairs"),
        "link": link_of(repair),
        **job_words(message),
        **access_words(message, now),
        **complaint_words(message),
        **delay_words(message),
    }
