"""Which repair a page is about, if this browser may show it, or an agent helps whoever it is of."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from repairs.log.access import grants, may_show
from repairs.log.helping import repair_helped
from repairs.log.household import others_of
from repairs.log.models import Message, Repair
from repairs.log.reference import read_reference
from repairs.statements import Gap, Read

OF_REFERENCE = Read(
    lambda: Repair.objects.select_related("priority", "trade", "home__patch", "works_order").filter(
        reference=Gap(Repair, "reference")
    )
)


def own_repair(request: HttpRequest, reference: str) -> Repair:
    """Raises Http404 alike for a repair that this browser may not show and one that does not exist."""
    read = read_reference(reference)
    if read is None or not worth_looking(request, read):
        raise Http404
    found = OF_REFERENCE.first(reference=read)
    if found is None or not may_open(request, found):
        raise Http404
    return found


def worth_looking(request: HttpRequest, reference: str) -> bool:
    """Strangers cost no statement."""
    known = grants(request)
    return repair_helped() is not None or reference in known or any(grant.proof for grant in known.values())


def may_open(request: HttpRequest, repair: Repair) -> bool:
    if (helped := repair_helped()) is not None:
        return repair.pk == helped
    return may_show(request, repair) or proved_contact(request, repair, timezone.now()) is not None


def proved_contact(request: HttpRequest, repair: Repair, now: datetime) -> Message.Channel | None:
    """By which channel this browser has proved that it reads what goes to the contact: for this repair, or for
    another of the same household."""
    known = grants(request)
    own = known.get(repair.reference)
    if own and (channel := own.proves(repair)):
        return channel
    with_proof = [reference for reference, grant in known.items() if grant.proof and reference != repair.reference]
    if not with_proof or repair.home_id is None:
        return None
    for other in Repair.objects.filter(reference__in=with_proof, home=repair.home_id):
        channel = known[other.reference].proves(other)
        if channel and any(one.pk == repair.pk for one in others_of(other, channel, now)):
            return channel
    return None
