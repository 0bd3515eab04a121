"""What waits to be said goes to the new contact, each message still once."""

from repairs.log.hand_on import ASKED_FOR
from repairs.log.messages import channel_for, drop_unsent
from repairs.log.models import Message, Repair

State = Message.State


def readdress(repair: Repair) -> None:
    """In a transaction that has locked the repair. Phone and email are read as a message goes; only its channel is its
    own. What somebody asked for at a page was for the contact before."""
    drop_unsent(repair, kind__in=ASKED_FOR)
    channel = channel_for(repair)
    if channel is None:
        drop_unsent(repair)
        return
    others = repair.messages.filter(state=State.WAITING, address="").exclude(channel=channel)
    for message in others.order_by("pk").select_for_update():
        same = {"kind": message.kind, "version": message.version, "copy": message.copy, "channel": channel}
        is_there = repair.messages.filter(**same).exists()
        change = {"state": State.DROPPED} if is_there else {"channel": channel}
        Message.objects.filter(pk=message.pk).update(**change)
