from django.http import Http404

from repairs.log.models import Repair
from repairs.log.reference import read_reference


def found_repair(reference: str) -> Repair:
    """Raises Http404 for none. One that is forgotten has a reference that nobody can write."""
    read = read_reference(reference)
    rows = Repair.objects.select_related("priority", "trade", "home__patch")
    repair = rows.filter(reference=read).first() if read else None
    if repair is None:
        raise Http404
    return repair
