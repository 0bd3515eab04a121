"""A text or an email with which a resident adds photos to a report that was sent."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from repairs.contact_centre.access import agents_only
from repairs.contact_centre.hand_over.limits import for_links
from repairs.limits.counting import take
from repairs.log.masked import masked
from repairs.log.messages import add_message, channel_for
from repairs.log.models import Event, Message, Repair
from repairs.log.nudge import nudge_outbox
from repairs.log.own_repairs import contact_of
from repairs.log.reference import read_reference
from repairs.staff.pages import staff_page


@require_POST
@agents_only
def photo_link(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = get_object_or_404(Repair, reference=read_reference(reference) or ""), timezone.now()
    channel = None if repair.cancelled_at or repair.details_forgotten_at else channel_for(repair)
    until = take(for_links(repair.reference, contact_of(repair, channel)), now) if channel else None
    if channel and not until:
        send_photo_link(repair, channel, now)
    to = masked(channel, contact_of(repair, channel)) if channel else ""
    words = {"repair": repair, "channel": channel, "to": to, "until": until}
    return staff_page(request, "contact_centre/hand_over/photo-link.html", words, status=429 if until else 200)


def send_photo_link(repair: Repair, channel: Message.Channel, now: datetime) -> None:
    """Once, while the one before has not gone."""
    with transaction.atomic():
        Repair.objects.select_for_update().get(pk=repair.pk)
        before = repair.messages.filter(kind=Message.Kind.PHOTO_LINK)
        if before.filter(state=Message.State.WAITING).exists():
            return
        add_message(repair, Message.Kind.PHOTO_LINK, channel, version=before.count(), due_at=now)
        Event.objects.create(repair=repair, kind=Event.Kind.PHOTO_LINK, at=now)
        transaction.on_commit(nudge_outbox, robust=True)
