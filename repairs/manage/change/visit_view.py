"""Who will be in, and what we should know before we come."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from repairs.log.changeable import ChangedMeanwhile
from repairs.log.details.still_open import Over, is_over
from repairs.log.details.visit import change_visit_details, visit_details_of
from repairs.log.models import Repair
from repairs.manage.change.forms import CHANGED, VisitForm, seen_in
from repairs.manage.change.shown import show_over, show_page, to_changed
from repairs.manage.own import own_repair


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    if is_over(repair):
        return show_over(request, repair, now)
    form = VisitForm(request.POST if request.method == "POST" else None, before=visit_details_of(repair))
    if form.is_valid():
        try:
            change_visit_details(repair, form.details, now, seen=seen_in(form))
            return to_changed(repair, "visit")
        except Over:
            return show_over(request, repair, now)
        except ChangedMeanwhile:
            repair = Repair.objects.get(pk=repair.pk)
            form.add_error(None, CHANGED)
    return show_page(request, "manage/change/visit.html", repair, now, form=form, seen=visit_details_of(repair).seen)
