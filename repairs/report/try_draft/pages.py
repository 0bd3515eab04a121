"""What the pages of a trial show."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from markupsafe import Markup, escape

from diagnosis.models import DraftExample
from diagnosis.tree import Advice, Outcome, Page
from repairs.council.details import council_details
from repairs.council.placeholders import words_for
from repairs.report import path as journey
from repairs.report.aloud import words_to_say
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.page_words import page_words
from repairs.report.step_form import Asking, StepForm
from repairs.report.steps import FORMS
from repairs.report.try_draft.agent import offered
from repairs.report.try_draft.bar import bar_for
from repairs.report.try_draft.decided import Decided
from repairs.report.try_draft.keep_form import KeepForm
from repairs.report.try_draft.keeping import address_of
from repairs.report.try_draft.said import said_so_far
from repairs.report.try_draft.situation_form import SituationForm
from repairs.report.try_draft.trial import Trial

AFTER = "#what-comes-next"


def show_question(request: HttpRequest, trial: Trial, page: Page, given: QueryDict | None = None) -> HttpResponse:
    """`given` is what was sent without an answer that the page offers."""
    if trial.trying.view == "agent":
        return show_to_agent(request, trial, page)
    form = FORMS["diagnosis"](given, asking=asking_for(trial, trial.page_of_journey(page)))
    words = words_on_top(request, trial, page) | resident_words(form, trial, page)
    words |= {"send_url": trial.subject.address, "before": trial.before(page), "no_way_on": not page.options}
    words["sends"] = [*trial.trying.looking_at("").fields, ("page", page.key)]
    return render(request, "report/try/resident.html", words, using="jinja2")


def show_to_agent(request: HttpRequest, trial: Trial, page: Page) -> HttpResponse:
    words = words_on_top(request, trial, page) | {
        "page": page,
        "is_advice": isinstance(page, Advice),
        "to_say": words_to_say(page),
        "offered": list(offered(trial, page)),
        "said": said_so_far(trial),
        "before": trial.before(page),
        "back_url": trial.back_from(page),
    }
    return render(request, "report/try/agent.html", words, using="jinja2")


def show_end(request: HttpRequest, trial: Trial, decided: Decided) -> HttpResponse:
    words = words_on_top(request, trial, decided.outcome) | end_words(trial, decided)
    result = trial.result
    if result is None or trial.trying.view == "agent":
        words |= {"back_url": trial.back_from(None), "told": result is not None}
        return render(request, "report/try/end.html", words, using="jinja2")
    words |= resident_words(FORMS["result"](asking=asking_for(trial, result)), trial, None)
    words |= {"send_url": f"{trial.subject.address}{AFTER}", "sends": trial.trying.fields}
    return render(request, "report/try/resident.html", words, using="jinja2")


def show_stuck(request: HttpRequest, trial: Trial) -> HttpResponse:
    last = trial.walk.answered[-1][0] if trial.walk.answered else None
    words = words_on_top(request, trial, last) | {"why": trial.why_stuck, "back_url": trial.back_from(None)}
    return render(request, "report/try/stuck.html", words, using="jinja2")


def show_keeping(request: HttpRequest, trial: Trial, decided: Decided, keep: KeepForm) -> HttpResponse:
    words = words_on_top(request, trial, decided.outcome) | end_words(trial, decided, keep)
    words |= {"form": keep, "back_url": trial.here}
    return render(request, "report/try/keep.html", words, using="jinja2")


def asking_for(trial: Trial, page: journey.Page) -> Asking:
    """A report that is never saved."""
    return Asking(Draft(), trial.path, page, Answers(questions=dict(trial.trying.answers)), timezone.now(), {})


def resident_words(form: StepForm, trial: Trial, page: Page | None) -> dict[str, Any]:
    words = page_words(form) | {
        "page_url": trial.subject.address,
        "back_url": trial.back_from(page),
        "new_url": trial.address(trial.trying.again()),
    }
    return words | {"say": careful(words["say"])}


def words_on_top(request: HttpRequest, trial: Trial, node: Page | Outcome | None) -> dict[str, Any]:
    return {
        "bar": bar_for(trial, node),
        "news": [message.message for message in get_messages(request)],
        "say": careful(words_for(council_details(), timezone.now())),
        "before": [],
        "decided": None,
        "no_way_on": False,
    }


def end_words(trial: Trial, decided: Decided, keep: KeepForm | None = None) -> dict[str, Any]:
    example = trial.example
    return {
        "decided": decided,
        "said": said_so_far(trial),
        "after": trial.after,
        "books": "slot" in trial.path.by_slug,
        "situation": SituationForm(trial.trying.situation, trial.walk.facts),
        "situation_url": trial.subject.address,
        "situation_sends": list(trial.trying.fields_besides_situation()),
        "keep": (keep or KeepForm(None, decided, example)) if trial.subject.keep else None,
        "keep_url": f"{trial.subject.keep}{trial.trying.query}",
        "example": example,
        "example_url": address_of(example) if example else "",
        "was_expected": was_expected(trial, example) if example else None,
    }


def was_expected(trial: Trial, example: DraftExample) -> dict[str, str]:
    outcome = trial.tree.by_key.get(example.outcome)
    priority = trial.tables.say_priority(example.priority) if example.priority else "no priority"
    return {"outcome": outcome.heading if outcome else example.outcome, "priority": priority}


def careful(say: Callable[[str], Markup]) -> Callable[[str], Markup]:
    """A draft may name a phone line that there is not. Then its text is shown as it is written."""

    def carefully(text: str) -> Markup:
        try:
            return say(text)
        except KeyError:
            return escape(text)

    return carefully
