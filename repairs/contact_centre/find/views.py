"""One box that finds homes and callers. What was typed is posted and kept in the session, never in an address."""

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from repairs.contact_centre.access import MAY_ASSIST, agent_id
from repairs.contact_centre.calls.forms import BeginForm
from repairs.contact_centre.find.for_report import report_for
from repairs.contact_centre.find.forms import FindForm
from repairs.contact_centre.find.kept import keep_search, kept_search
from repairs.contact_centre.find.limit import too_many, wait_after_looking, wait_after_suggesting
from repairs.contact_centre.find.reading import LONGEST, read_search
from repairs.contact_centre.find.searching import find_homes, find_repairs, only_match, suggest_homes
from repairs.govuk.typed import without_control_characters
from repairs.report.models import Draft
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

MAY_SEE_HOMES = "homes.view_home"
MAY_SEE_REPAIRS = "log.view_repair"
LONGEST_PAGE = 3


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MAY_SEE_HOMES)
def find(request: HttpRequest) -> HttpResponse:
    draft = report_for(request)
    if request.method == "POST":
        form = FindForm(request.POST)
        return keep_and_go_on(request, form, draft) if form.is_valid() else show(request, form, draft)
    name = request.GET.get("search", "")
    typed = kept_search(request.session, name)
    if typed is None:
        return show(request, FindForm(), draft)
    return show_found(request, FindForm(initial={"words": typed}), draft, name, typed)


def keep_and_go_on(request: HttpRequest, form: FindForm, draft: Draft | None) -> HttpResponse:
    """Straight to what a whole UPRN or reference names. A report that needs a home is shown what there is."""
    typed = form.cleaned_data["words"]
    match = None if draft else only_match(read_search(typed), repairs=request.user.has_perm(MAY_SEE_REPAIRS))
    if match is not None:
        return redirect(match)
    asked = QueryDict(mutable=True)
    asked["search"] = keep_search(request.session, typed)
    if draft:
        asked["for"] = str(draft.pk)
    return redirect(f"{reverse('contact-centre:find-home')}?{asked.urlencode()}")


def show_found(request: HttpRequest, form: FindForm, draft: Draft | None, name: str, typed: str) -> HttpResponse:
    now = timezone.now()
    if until := wait_after_looking(agent_id(request), now):
        return too_many(request, until)
    reading = read_search(typed)
    sees_repairs = request.user.has_perm(MAY_SEE_REPAIRS) and not draft
    found = {
        "search": name,
        "reading": reading,
        "homes": find_homes(reading, page_of(request)) if reading.is_for_homes else None,
        "repairs": find_repairs(reading, now) if reading.is_for_repairs and sees_repairs else None,
    }
    return show(request, form, draft, found)


def show(
    request: HttpRequest, form: FindForm, draft: Draft | None, found: dict[str, object] | None = None
) -> HttpResponse:
    words = {
        "form": form,
        "draft": draft,
        "found": found,
        "begin": BeginForm() if request.user.has_perm(MAY_ASSIST) else None,
    }
    return staff_page(request, "contact_centre/find/find.html", words)


def page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_PAGE else 1


@sensitive_post_parameters()
@require_POST
@staff_only(MAY_SEE_HOMES)
def suggest(request: HttpRequest) -> HttpResponse:
    """For the box, while somebody types. Without it the same is found by pressing the button."""
    if wait_after_suggesting(agent_id(request), timezone.now()):
        return JsonResponse({"homes": []}, status=429)
    words = without_control_characters(request.POST).get("words", "")
    homes = suggest_homes(read_search(words[:LONGEST]))
    return JsonResponse(
        {
            "homes": [
                {"id": home.pk, "text": str(home), "url": reverse("contact-centre:home-record", args=[home.pk])}
                for home in homes
            ]
        }
    )
