"""Which repair a page is about, if this browser may show it."""

from django.http import Http404, HttpRequest

from repairs.log.access import granted, may_show
from repairs.log.models import Repair
from repairs.log.reference import read_reference


def own_repair(request: HttpRequest, reference: str) -> Repair:
    """Raises Http404 alike for a repair that this browser may not show and one that does not exist."""
    read = read_reference(reference)
    if read is None or read not in granted(request):
        raise Http404
    found = Repair.objects.select_related("priority", "trade", "home__patch").filter(reference=read).first()
    if found is None or not may_show(request, found):
        raise Http404
    return found
