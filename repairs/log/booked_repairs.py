from collections.abc import Collection, Mapping

from django.urls import reverse

from appointments.holders import Holder
from repairs.log.models import Appointment


def repairs_of_bookings(ids: Collection[str]) -> Mapping[str, Holder]:
    """The repair that each booking is for, as the planners know it."""
    booked = Appointment.objects.filter(diary_id__in=ids, cancelled_at=None).select_related("repair")
    return {
        one.diary_id: Holder(one.repair.reference, reverse("admin:log_repair_change", args=[one.repair_id]))
        for one in booked
    }
