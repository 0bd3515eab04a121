"""From answers to a report: what the log needs of them, and no more."""

from copy import copy
from datetime import datetime

from django.db import transaction

from appointments.diary.chosen import chosen_diary
from diagnosis.tree import Advice, Page
from diagnosis.vocabulary import is_emergency
from repairs.log.models import CallBack, DraftLink, Event, Repair
from repairs.log.phone import write_phone
from repairs.log.report import Report, ReportAssistance, ReportContact
from repairs.log.submit import submit_report
from repairs.report.answers import Caller, Contact
from repairs.report.asked import ringing
from repairs.report.drafts import path_of
from repairs.report.hands import still_in_same_hands
from repairs.report.models import Draft
from repairs.report.path import Path
from repairs.report.progress import Progress
from repairs.report.send_overrides import overrides_of, without_room
from repairs.statements import Change, Gap


class NotFinished(Exception):
    """The report still lacks something that a repair needs."""


class AnsweredMeanwhile(Exception):
    """The draft is not as it was read: another tab has answered since."""


SENT = Change(
    lambda: Draft.objects.filter(
        id=Gap(Draft, "id"), updated_at=Gap(Draft, "updated_at", "read_at"), hold=Gap(Draft, "hold"), repair=None
    ),
    lambda: {"repair": Gap(Draft, "repair"), "updated_at": Gap(Draft, "updated_at")},
)


def send_report(draft: Draft, path: Path, now: datetime) -> Repair:
    """The repair that a finished draft becomes, once: sending it again gives the same one.

    Raises SlotGone, HandedOver, or NotFinished where another tab has meanwhile opened a question. Then nothing has been
    sent.
    """
    try:
        with transaction.atomic():
            draft.repair = send_as_read(draft, path, now)
    except AnsweredMeanwhile:
        with transaction.atomic():
            read = copy(draft)
            draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
            still_in_same_hands(read, draft)
            draft.repair = draft.repair or send_as_read(draft, path_again(draft, path, now), now)
    return draft.repair


def path_again(draft: Draft, path: Path, now: datetime) -> Path:
    return path_of(draft, now, assisted=path.progress.setting.assisted)


def send_as_read(draft: Draft, path: Path, now: datetime) -> Repair:
    """Raises AnsweredMeanwhile."""

    def mark(repair: Repair) -> None:
        if not SENT.run(id=draft.pk, read_at=draft.updated_at, hold=draft.hold, repair=repair.pk, updated_at=now):
            raise AnsweredMeanwhile

    repair = submit_report(report_of(draft, path.progress), chosen_diary(), now, sent=mark)
    if draft.agent_id is not None:
        note_hand_overs(draft, repair)
    return repair


def note_hand_overs(draft: Draft, repair: Repair) -> None:
    """Who of us took the report over, and who sent it to the resident: in the history of what it has become."""
    kind, helped = Event.Kind, {"repair": repair, "channel": draft.channel}
    taken = (
        [Event(kind=kind.TAKEN_OVER, at=draft.taken_at, staff_id=draft.agent_id, **helped)] if draft.taken_at else []
    )
    links = DraftLink.objects.filter(draft=draft.pk).order_by("pk")
    sent = [Event(kind=kind.SENT_TO_RESIDENT, at=link.made_at, staff_id=link.staff_id, **helped) for link in links]
    Event.objects.bulk_create([*taken, *sent])


def report_of(draft: Draft, progress: Progress) -> Report:
    given, outcome = progress.given, progress.walk.outcome
    if outcome is None or given.contact is None:
        raise NotFinished
    home = progress.home
    reason = call_back_reason(progress)
    return Report(
        draft=draft.pk,
        tree_id=draft.tree_id,
        questions=given.questions,
        decision=progress.decide(home.tenure if home else None),
        title=outcome.title,
        location=where_it_is(progress) or outcome.location,
        said=tuple(f"{asked(node)} {option.text}" for node, option in progress.walk.answered if node.is_choice),
        home_id=int(home.key) if home else None,
        tenure=home.tenure if home else None,
        address=home.address if home else typed_address(progress),
        postcode=home.postcode if home else given.postcode or "",
        contact=contact_of(given.contact),
        call_back=reason,
        to_order=is_to_be_ordered(progress),
        hold_id=draft.hold if progress.slot and progress.ending == "book" else "",
        wants_sooner=given.sooner and progress.slot is not None,
        preferred_times=given.times or (),
        description=given.details.text if given.details else "",
        people_at_risk=tuple(person.value for person in given.household.people) if given.household else (),
        assistance=assistance_of(draft, given.caller),
        overrides=overrides_of(progress),
        without_room=without_room(progress),
    )


def asked(node: Page) -> str:
    return node.question if isinstance(node, Advice) else node.text


def where_it_is(progress: Progress) -> str:
    """Kitchen, under the sink: what was chosen where the water is, and the answer after it."""
    chosen = [(node, option) for node, option in progress.walk.answered if not option.not_sure]
    place = next((index for index, (node, _) in enumerate(chosen) if node.needs_home), None)
    if place is None:
        return ""
    texts = [option.text for _, option in chosen[place : place + 2] if not option.something_else]
    return ", ".join([*texts[:1], *(text[:1].lower() + text[1:] for text in texts[1:])])


def typed_address(progress: Progress) -> str:
    address = progress.given.address
    return "\n".join(line for line in (address.line_1, address.line_2, address.town) if line) if address else ""


def contact_of(contact: Contact) -> ReportContact:
    return ReportContact(
        name=contact.name,
        tell_by=Repair.TellBy(contact.tell_by.value),
        phone=write_phone(contact.phone) if contact.phone else "",
        email=contact.email,
        in_name=contact.in_name,
        in_phone=write_phone(contact.in_phone) if contact.in_phone else "",
        access_notes=contact.access_notes,
    )


def assistance_of(draft: Draft, caller: Caller | None) -> ReportAssistance | None:
    """Who of the contact centre helped, and whom. None where a resident did it all alone."""
    if draft.agent_id is None:
        return None
    caller = caller or Caller()
    return ReportAssistance(
        staff_id=draft.agent_id,
        channel=draft.channel,
        relation=caller.relation.value,
        caller_name=caller.name,
        caller_phone=write_phone(caller.phone) if caller.phone else "",
        may_contact=caller.may_contact,
    )


def call_back_reason(progress: Progress) -> CallBack.Reason | None:
    """Why somebody must ring this resident, the most pressing reason first.

    In an emergency nobody need ring whom an agent has on the line, once the work is ordered.
    """
    if progress.setting.assisted and ringing(progress) and is_to_be_ordered(progress):
        return None
    home, given, reason = progress.home, progress.given, CallBack.Reason
    checks = not progress.books_anyway
    rules = (
        (ringing(progress) and is_emergency(progress.settled.priority), reason.EMERGENCY),
        (home is None, reason.ADDRESS),
        (given.tenure is not None and checks, reason.TENURE),
        ("shared" in progress.flags and progress.ending == "call-back", reason.SHARED_AREA),
        (progress.ending in {"call-back", "ring"}, reason.OTHER),
        (home is not None and home.calls_back and checks, reason.ALERT),
        (progress.slot is None, reason.NO_SLOT),
    )
    return next((why for applies, why in rules if applies), None)


def is_to_be_ordered(progress: Progress) -> bool:
    """The HMS is told at once of work that is ours at a home that we know. Otherwise a person looks first."""
    is_ours = progress.given.tenure is None or progress.books_anyway
    return progress.home is not None and is_ours and progress.ending in {"book", "ring"}
