"""From what was found, or was not, to a report."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.calls.around import AroundCall
from repairs.contact_centre.calls.begin import begin_call
from repairs.contact_centre.calls.forms import BeginForm
from repairs.contact_centre.calls.own import own_call, to_last_page
from repairs.contact_centre.find.for_report import choose_home
from repairs.contact_centre.find.kept import kept_search
from repairs.contact_centre.find.reading import Reading, read_search
from repairs.homes.find import key_of_choice
from repairs.homes.models import Home
from repairs.log.channels import Channel
from repairs.manage.change.forms import token_in
from repairs.report.answers import NOT_LISTED, Answers


@require_POST
@agents_only
def choose(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = own_call(request, draft_id)
    home = get_object_or_404(Home, pk=key_of_choice(request.POST.get("home", "")), gone_at=None)
    path = choose_home(draft, home, timezone.now())
    return (
        to_last_page(request, draft) if draft.repair_id else redirect(AroundCall(request).address_of(draft, path.last))
    )


@require_POST
@agents_only
def not_listed(request: HttpRequest) -> HttpResponse:
    """Begins a report whose address is not in the register, with the postcode that was looked for."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return redirect("contact-centre:calls")
    typed = kept_search(request.session, request.POST.get("search", "")) or ""
    answers = answers_without_home(read_search(typed))
    channel, token = Channel(form.cleaned_data["channel"]), token_in(request.POST)
    return to_last_page(request, begin_call(agent_id(request), channel, answers=answers, token=token))


def answers_without_home(reading: Reading) -> Answers:
    """Without a postcode nothing is known yet: the report asks for it."""
    if reading.postcode is None:
        return Answers()
    return Answers(postcode=str(reading.postcode), home=NOT_LISTED)
