"""Whether an emergency may be taken back: only one that staff alone made, by mistake.

What a resident told us stays one: Awaab's Law counts from the moment we knew.
"""

from repairs.council.models import Priority
from repairs.log.models import Enquiry, Override, Repair


def why_it_stays(repair: Repair, *, may_undo: bool) -> str:
    """Why it cannot be made less urgent, for whoever asks. Empty where they may, and where it is no emergency."""
    if not repair.priority.is_emergency:
        return ""
    stays = f"This is an emergency ({repair.priority}). An emergency cannot be made less urgent"
    made = made_by_staff(repair)
    if made is None:
        return f"{stays}, because of what we were told"
    if repair.hazards:
        return f"{stays}, because we were told of a hazard"
    if Enquiry.objects.filter(repair=repair, kind=Enquiry.Kind.WORSE, asked_at__gte=made.at).exists():
        return f"{stays}, because we were told since that it has got worse"
    return (
        "" if may_undo else f"Staff made this an emergency ({repair.priority}). Ask a repairs admin to take that back"
    )


def made_by_staff(repair: Repair) -> Override | None:
    """The decision that made it an emergency, where the rules had not."""
    emergencies = set(Priority.objects.filter(measure=Priority.Measure.EMERGENCY).values_list("code", flat=True))
    ups = Override.objects.filter(repair=repair, kind=Override.Kind.UP, after__in=emergencies)
    return ups.exclude(before__in=emergencies).order_by("-at", "-pk").first()
