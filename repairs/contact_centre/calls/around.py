from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repairs.contact_centre.calls.keys import BACK, GIVE_UP, HAND_OVER, HOME, LIKE_IT, button_keys, give_keys
from repairs.contact_centre.calls.named import name_of_call
from repairs.contact_centre.find.limit import wait_after_looking
from repairs.contact_centre.home_facts import facts_of_home, like_it
from repairs.contact_centre.overrides.links import links_for
from repairs.council.dates import say_time
from repairs.council.details import council_details
from repairs.council.placeholders import words_for
from repairs.log.models import JobState, Repair
from repairs.report.aloud import on_the_line
from repairs.report.around import Around
from repairs.report.asked import is_dangerous
from repairs.report.look_ups import is_look_up
from repairs.report.models import Draft
from repairs.report.path import Path
from repairs.report.step_form import Asking, StepForm


class AroundCall(Around):
    """The screen of an agent who reports for a resident."""

    layout = "contact_centre/call.html"
    assisted = True

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def address(self, draft: Draft, slug: str) -> str:
        return reverse("contact-centre:call-page", args=[draft.pk, slug])

    def address_when_done(self, draft: Draft) -> str:
        return reverse("contact-centre:call-done", args=[draft.pk])

    def address_when_handed_over(self, draft: Draft) -> str:
        return reverse("contact-centre:take-over-report", args=[draft.pk])

    def before_first_page(self) -> str:
        return reverse("contact-centre:calls")

    def address_of_another(self) -> str:
        return reverse("contact-centre:calls")

    def own_drafts(self, request: HttpRequest, draft: Draft) -> tuple[UUID, ...]:
        """An agent may join any visit to the home, whoever reported what it is for."""
        home = draft.answers.home
        if home is None or not home.isdecimal():
            return ()
        is_open = Q(cancelled_at=None) & ~Q(works_order__job_state=JobState.COMPLETED)
        return tuple(Repair.objects.filter(is_open, home=int(home)).values_list("draft", flat=True))

    def refuses(self, request: HttpRequest, form: StepForm, asking: Asking) -> datetime | None:
        """A contact centre looks up homes all day, from one address. So each of the staff is counted instead."""
        if not is_look_up(form):
            return None
        until = wait_after_looking(self.user.pk or 0, asking.now)
        if until is not None:
            form.add_error("postcode", f"You have looked up too many homes. Try again after {say_time(until)}")
        return until

    def words(self, form: StepForm) -> dict[str, Any]:
        give_keys(form)
        asking = form.asking
        say = words_for(council_details(), asking.now)
        return {
            "user": self.user,
            "idle_seconds": settings.STAFF_IDLE_MINUTES * 60,
            "assisted": True,
            "aloud": form.to_say(),
            "raised": is_dangerous(asking.path.progress),
            "called": name_of_call(asking.draft, asking.path),
            "button_keys": button_keys(),
            "keys": {"back": BACK, "give_up": GIVE_UP, "hand_over": HAND_OVER, "home": HOME},
            "say": (lambda text: say(on_the_line(text))) if asking.page.node else say,
            "overrides": links_for(self.user, asking),
            **about_home(asking.path, asking.now),
        }

    def after(self, request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
        """Nothing: whose draft it is stands on the draft."""


def about_home(path: Path, now: datetime) -> dict[str, Any]:
    """What staff must know of the home, once it is chosen, and what may have been reported before."""
    home, decision = path.progress.home, path.progress.decision
    if home is None:
        return {"record": None, "same": {}}
    record = facts_of_home(int(home.key), now)
    same = like_it(record, trade=decision.trade, outcome=decision.outcome_key) if decision else ()
    return {"record": record, "same": dict(zip(LIKE_IT, same, strict=False))}
