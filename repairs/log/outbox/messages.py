"""Sending messages: what becomes of a row. What is done with the gateway is in `hand_over`."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from repairs.log.deliveries import handed_over
from repairs.log.hand_on import ASKED_FOR, no_such_recipient
from repairs.log.masked import masked
from repairs.log.models import DeliveryAttempt, Event, Message, OutsideSystem
from repairs.log.models.outbox_row import UNDELIVERED, Moment, OutboxQuerySet
from repairs.log.notify import MessageGatewayDown, MessageRefused, message_gateway
from repairs.log.outbox.barred import note_bar
from repairs.log.outbox.claiming import claim, is_under_way
from repairs.log.outbox.hand_over import HandOver, ready_to_hand_over, recipient_of
from repairs.log.outbox.lane import Call
from repairs.log.outbox.noting import Noted, note_several
from repairs.log.outbox.outcomes import NOT_TRIED, DroppedMeanwhile, NotYet, Outcome, Result, went_wrong

URGENT = (Message.Kind.EMERGENCY, Message.Kind.PHOTO_LINK, *ASKED_FOR)


@dataclass(frozen=True)
class Messages:
    urgent: bool = False
    """Only those of emergencies, and those that somebody waits for: an HMS that hangs must not hold them up."""
    row = DeliveryAttempt.Row.MESSAGE
    system = OutsideSystem.Name.MESSAGES
    logged_as = "message"

    def ready(self, now: Moment) -> OutboxQuerySet[Message]:
        ready = Message.objects.ready(now).order_by("due_at", "pk")
        return ready.filter(kind__in=URGENT) if self.urgent else ready

    def rows(self) -> OutboxQuerySet[Message]:
        return Message.objects.select_related("repair__priority")

    def take(self, now: datetime, most: int) -> Sequence[Message]:
        return claim(self.ready(now), timezone.now(), most).ours(self.rows())

    def prepare(self, row: Message) -> Call | Result:
        try:
            hand_over = ready_to_hand_over(row, message_gateway())
        except NotYet as problem:
            return Result(None, not_before=problem.until)
        except DroppedMeanwhile:
            return Result(Outcome.DROPPED)
        except MessageRefused as problem:
            return refused(problem)
        return handing_over(hand_over, sent_to(row)) if is_under_way(row, timedelta()) else NOT_TRIED

    def follow(self, ended: Sequence[tuple[Message, Result]], now: datetime) -> None:
        # In one order, so that two workers who have messages of the same repairs never wait for each other.
        for row in sorted((row for row, result in ended if result.bad_recipient), key=lambda row: row.repair_id or 0):
            no_such_recipient(row, now)
        forget_addresses(ended)
        note_bar([result for _, result in ended], now)
        note_several([event for row, result in ended if (event := event_of(row, result))], now)


def sent_to(row: Message) -> str:
    return masked(row.channel, recipient_of(row))


def forget_addresses(ended: Sequence[tuple[Message, Result]]) -> None:
    """Where a message went that was not for the contact of its repair. Nobody needs it once it is delivered."""
    named = [row.pk for row, _ in ended if row.address]
    if named:
        Message.objects.filter(pk__in=named).exclude(UNDELIVERED).update(address="")


def handing_over(hand_over: HandOver, to: str) -> Call:
    begin_by = time.monotonic() + settings.OUTBOX_LEASE_SECONDS / 2

    def call() -> Result:
        if time.monotonic() > begin_by:
            # This process stood still for so long that another may have the row.
            return NOT_TRIED
        try:
            return Result(Outcome.SENT, answered=True, kept=handed_over(hand_over(), to, timezone.now()))
        except MessageGatewayDown as problem:
            outcome = Outcome.UNKNOWN if problem.outcome_unknown else Outcome.LATER
            unknown, wait, bar = problem.outcome_unknown, problem.retry_after, problem.bar
            return Result(outcome, problem.reason, unknown=unknown, answered=False, retry_after=wait, bar=bar)
        except MessageRefused as problem:
            return refused(problem)
        except Exception as problem:  # one poisoned row must not stop the others
            return went_wrong(problem, unknown=True)

    return call


def refused(problem: MessageRefused) -> Result:
    bad, bar = problem.bad_recipient, problem.bar
    return Result(Outcome.REFUSED, problem.reason, for_person=True, answered=True, bad_recipient=bad, bar=bar)


def event_of(row: Message, result: Result) -> Noted | None:
    kinds = {Outcome.SENT: Event.Kind.MESSAGE_SENT, Outcome.REFUSED: Event.Kind.MESSAGE_REFUSED}
    kind = kinds.get(result.outcome) if result.outcome else None
    return Noted(row.repair_id, kind, {"message": row.kind}) if kind and row.repair_id else None
