"""What must hold in the end: of orders, of messages, and of what people were told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.faults.outside import messages_by_reference, numbers_by_reference
from tests.faults.people import Seen
from tests.faults.service import Service

FIRST = ("received", "booked", "emergency")
"""The kinds of message that tell somebody that we have their report."""


@dataclass(frozen=True)
class Verdict:
    """`broken` counts what must not be: all of it must be 0."""

    figures: dict[str, Any]
    broken: dict[str, int] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return not any(self.broken.values())


def waiting() -> int:
    """Rows of the outbox that are not settled, and could be."""
    return waiting_for_hms() + waiting_messages()


def waiting_for_hms() -> int:
    from repairs.log.models import OutboxRow, WorksOrder, WorksOrderChange

    state = OutboxRow.State.WAITING
    return sum(model._default_manager.filter(state=state).count() for model in (WorksOrder, WorksOrderChange))


def waiting_messages() -> int:
    """Not those that are planned for later, nor those that wait for an order that a person must settle."""
    from django.db.models import Q
    from django.utils import timezone

    from repairs.log.models import Message

    planned = Q(attempts=0, due_at__gt=timezone.now())
    held = Q(waits_for_order=True) & ~Q(repair__works_order__state="sent")
    return Message.objects.filter(state=Message.State.WAITING).exclude(planned | held).count()


def check(service: Service, seen: Iterable[Seen], kind: str) -> Verdict:
    orders = check_orders(numbers_by_reference(service), kind)
    messages = check_messages(messages_by_reference(service))
    told = check_told(seen)
    stuck = {"rows stuck": waiting()}
    return Verdict(orders.figures | messages.figures, orders.broken | messages.broken | told | stuck)


def check_orders(numbers: Mapping[str, list[str]], kind: str) -> Verdict:
    """In the HMS as many as were accepted, keyed one to one. `numbers` are its own, by our references."""
    from repairs.log.models import Event, Repair, WorksOrder

    rows = list(WorksOrder.objects.values_list("repair__reference", "state", "hms_number", "outcome_unknown"))
    sent = {reference: number for reference, state, number, _ in rows if state == WorksOrder.State.SENT}
    with_person = {reference for reference, state, *_ in rows if state == WorksOrder.State.NEEDS_PERSON}
    in_doubt = {reference for reference, *_, unknown in rows if unknown} & with_person if kind == "blind" else set()
    told_twice = Event.objects.filter(kind=Event.Kind.ORDER_SENT).count() - len(sent)
    return Verdict(
        {
            "reports accepted": Repair.objects.count(),
            "orders accepted": len(rows),
            "orders in the HMS": sum(map(len, numbers.values())),
            "orders a person must look at": len(with_person),
        },
        {
            "reports without an order": Repair.objects.filter(works_order=None).count(),
            "orders lost": len({reference for reference, *_ in rows} - set(numbers) - in_doubt),
            "orders doubled": sum(len(found) - 1 for found in numbers.values()),
            "orders of no report": len(set(numbers) - {reference for reference, *_ in rows}),
            "orders with a wrong number": sum(numbers.get(reference) != [number] for reference, number in sent.items()),
            "orders with a person for no reason": len(with_person - in_doubt),
            "orders noted as sent twice": max(0, told_twice),
        }
        | ({"orders sent again blindly": sent_again_blindly()} if kind == "blind" else {}),
    )


def sent_again_blindly() -> int:
    """Tries after one to which no answer came, where nobody can tell whether it arrived."""
    from django.db.models import Exists, OuterRef

    from repairs.log.models import DeliveryAttempt

    same = DeliveryAttempt.objects.filter(row=OuterRef("row"), row_id=OuterRef("row_id"), number__lt=OuterRef("number"))
    unknown = same.filter(outcome=DeliveryAttempt.Outcome.UNKNOWN)
    to_hms = DeliveryAttempt.objects.exclude(row=DeliveryAttempt.Row.MESSAGE)
    return to_hms.filter(Exists(unknown)).count()


def check_messages(taken: Counter[str]) -> Verdict:
    """`taken` is how many Notify took with each of our references."""
    from repairs.log.models import Message, PlannerAlert, Repair

    rows = list(Message.objects.values_list("key", "state", "kind", "repair__works_order__state"))
    keys, state = {str(row[0]) for row in rows}, Message.State
    to_planners = {str(key) for key in PlannerAlert.objects.values_list("key", flat=True)}
    with_order = Repair.objects.filter(works_order__state="sent").exclude(tell_by=Repair.TellBy.PHONE)
    written_to = Message.objects.filter(state=state.SENT, kind__in=FIRST).values("repair")
    sent = {str(key) for key, its_state, *_ in rows if its_state == state.SENT}
    return Verdict(
        {"messages sent": len(sent), "messages at Notify": taken.total()},
        {
            "messages doubled": taken.total() - len(taken),
            "messages lost": len(sent - set(taken)),
            "people never written to": with_order.exclude(pk__in=written_to).count(),
            "messages of no report": len(set(taken) - keys - to_planners),
            "messages taken and not noted": len((set(taken) & keys) - sent),
            "messages with a person for no reason": sum(its_state == state.NEEDS_PERSON for _, its_state, *_ in rows),
            "told of a time that the HMS does not know": sum(
                str(key) in taken and kind == Message.Kind.BOOKED and order != "sent" for key, _, kind, order in rows
            ),
        },
    )


def check_told(seen: Iterable[Seen]) -> dict[str, int]:
    from repairs.log.models import Repair

    kept = {str(draft): reference for draft, reference in Repair.objects.values_list("draft", "reference")}
    people = list(seen)
    return {
        "people told of a report that does not exist": sum(
            bool(one.reference) and kept.get(one.draft) != one.reference for one in people
        ),
        "people who saw something wrong": sum(bool(one.wrong) for one in people),
        "people never told": sum(not one.reference for one in people),
        "reports of nobody": len(set(kept) - {one.draft for one in people}),
    }
