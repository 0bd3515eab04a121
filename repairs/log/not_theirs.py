"""Somebody who was written to about a repair says that it is not theirs: the number or address is wrong."""

from datetime import datetime

from django.db import transaction

from repairs.log.call_backs import open_call_back
from repairs.log.messages import call_back_of, drop_unsent
from repairs.log.models import CallBack, Repair


def stop_writing(repair: Repair, now: datetime) -> None:
    """Nothing more goes there. A person finds out how to reach whoever reported it."""
    with transaction.atomic():
        Repair.objects.filter(pk=repair.pk).update(tell_by=Repair.TellBy.PHONE)
        repair.tell_by = Repair.TellBy.PHONE
        drop_unsent(repair)
        if call_back_of(repair) is None:
            open_call_back(CallBack.Reason.CONTACT, repair, now)
