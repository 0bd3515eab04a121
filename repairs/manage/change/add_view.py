"""Words and photos that are added afterwards."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from repairs.limits.counting import DAY, Limit, take
from repairs.log.details.add import Added, add_to_repair
from repairs.log.details.still_open import Over, is_over
from repairs.log.models import Addition, Repair
from repairs.manage.change.forms import AddForm, token_in
from repairs.manage.change.shown import show_over, show_page, to_changed
from repairs.manage.own import own_repair
from repairs.manage.see.photos import ALBUM, shown_photos
from repairs.photos.models import MOST_OF_A_REPAIR
from repairs.photos.refusals import PhotoRefused
from repairs.photos.services import clean_all

ADDED_A_DAY = Limit("pages of words and photos for a repair in a day", 30, DAY)
NOTHING = "Enter what you want to tell us, or choose a photo"
ENOUGH = "You have added a lot today. Ring us, or add more tomorrow"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    if is_over(repair):
        return show_over(request, repair, now)
    form = AddForm(request.POST, request.FILES) if request.method == "POST" else AddForm()
    if form.is_valid():
        if take([(ADDED_A_DAY, repair.reference)], now):
            form.add_error(None, ENOUGH)
            return show(request, repair, form)
        photos, refused = clean_all(form.cleaned_data["photos"])
        try:
            added = add_to_repair(repair, form.cleaned_data["words"], photos, token_in(request.POST), now)
        except Over:
            return show_over(request, repair, now)
        problems = [*refused, *added.refused]
        if added.addition and not problems:
            return to_changed(repair, "added")
        return show(request, repair, after(form, added, problems), just_added=added.addition)
    return show(request, repair, form)


def after(form: AddForm, added: Added, problems: list[PhotoRefused]) -> AddForm:
    """What was added is not in the form any more. What is wrong with the other photos is."""
    for problem in problems:
        form.add_error("photos", problem.sentence)
    if not problems:
        form.add_error("words", NOTHING)
    if added.addition:
        form.clear_words()
    return form


def show(request: HttpRequest, repair: Repair, form: AddForm, just_added: Addition | None = None) -> HttpResponse:
    repair = Repair.objects.get(pk=repair.pk)
    own = {
        "form": form,
        "token": uuid4(),
        "just_added": just_added,
        "additions": Addition.objects.filter(repair=repair).exclude(words=""),
        "photos": shown_photos(repair, ALBUM.all(album=repair.album)).kept,
        "most": MOST_OF_A_REPAIR,
    }
    return show_page(request, "manage/change/add.html", repair, timezone.now(), **own)
