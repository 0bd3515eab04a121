"""Starting a report, answering a page of it, and finding where it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from diagnosis.services import current_tree
from repairs.log.call_backs import note_emergency
from repairs.log.models import Event
from repairs.report.answers import Answers
from repairs.report.asked import is_dangerous, is_over
from repairs.report.hands import still_in_same_hands
from repairs.report.journey import JOURNEY
from repairs.report.models import Draft
from repairs.report.path import Page, Path, find_path, find_path_after
from repairs.report.progress import HomeFacts
from repairs.report.setting import home_beside, setting_for
from repairs.statements import Change, Gap

TREE = "leak"

# Whatever else changes a draft changes the time with it.
ANSWERED = Change(
    lambda: Draft.objects.filter(pk=Gap(Draft, "id"), updated_at=Gap(Draft, "updated_at", "seen_at"), repair=None),
    lambda: {name: Gap(Draft, name) for name in ("given", "hold", "updated_at")},
)


def start_draft(draft_id: UUID) -> Draft:
    return Draft(pk=draft_id, tree=current_tree(TREE))


def path_of(draft: Draft, now: datetime, known: HomeFacts | None = None, *, assisted: bool = False) -> Path:
    """`assisted` says that an agent asks, and not the resident's own browser."""
    answers = draft.answers
    known = known or home_beside(draft)
    return find_path(answers, setting_for(draft, answers, now, known, assisted=assisted), JOURNEY)


def answer_page(
    draft: Draft, path: Path, page: Page, update: dict[str, Any], now: datetime, *, assisted: bool = False
) -> Path:
    """Keeps what was answered on a page of the path, forgets what hung on it, and says where that leads.

    Raises HandedOver.
    """
    kept = None if draft._state.adding else kept_at_once(draft, path, page, update, now, assisted=assisted)
    if kept is not None:
        return kept
    with transaction.atomic():
        if draft._state.adding:
            # The first page sent twice at once is one draft.
            Draft.objects.bulk_create([draft], ignore_conflicts=True)
        if not read_again(draft):
            return path_of(draft, now, assisted=assisted)
        draft.answers = changed(draft.answers, page, update)
        draft.save()
        path = path_of(draft, now, page.progress.setting.home, assisted=assisted)
        if is_dangerous(path.progress):
            keep_emergency(draft, path, now)
        note_ending(path, page)
    return path


def kept_at_once(
    draft: Draft, path: Path, page: Page, update: dict[str, Any], now: datetime, *, assisted: bool
) -> Path | None:
    """In one statement. None where there is more to keep, or where the draft has changed since it was read."""
    answers = changed(path.answers, page, update)
    setting = setting_for(draft, answers, now, page.progress.setting.home, assisted=assisted)
    if setting == page.progress.setting and is_all_here(page, update):
        path = find_path_after(path, page, answers, setting, JOURNEY)
    else:
        path = find_path(answers, setting, JOURNEY)
    if is_dangerous(path.progress) or is_over(path.progress):
        return None
    before, draft.answers, draft.updated_at = (draft.given, draft.updated_at), answers, timezone.now()
    if ANSWERED.run(**vars(draft), seen_at=before[1]):
        return path
    draft.given, draft.updated_at = before
    return None


def is_all_here(page: Page, update: dict[str, Any]) -> bool:
    """Whether only the answer to that page changes, and with it nothing that led to the page."""
    return page.step.spreads or update.keys() <= set(page.step.takes)


def decide_otherwise(draft: Draft, update: Callable[[Answers], dict[str, Any]], now: datetime) -> Path:
    """Keeps what an agent has decided otherwise than the rules, and says where that leads.

    `update` gives the answers that change, from those that another tab may have given since. Raises HandedOver.
    """
    with transaction.atomic():
        if read_again(draft):
            draft.answers = draft.answers.model_copy(update=update(draft.answers))
            draft.save()
        path = path_of(draft, now, assisted=True)
        if not draft.repair_id and is_dangerous(path.progress):
            keep_emergency(draft, path, now)
    return path


def read_again(draft: Draft) -> bool:
    """Takes up what another tab has answered since. False where the report was sent: then nothing changes any more.

    Raises HandedOver.
    """
    kept = Draft.objects.select_for_update().get(pk=draft.pk)
    still_in_same_hands(draft, kept)
    draft.given, draft.repair = kept.given, kept.repair
    return kept.repair_id is None


def note_ending(path: Path, page: Page) -> None:
    """Where nothing is to be reported, that it ended so is counted, with nothing about the person."""
    outcome = path.progress.walk.outcome
    if page.node is None or outcome is None or not is_over(path.progress):
        return
    kind = Event.Kind.SENT_ELSEWHERE if outcome.ending == "not-ours" else Event.Kind.FIXED_BY_ADVICE
    kind = Event.Kind.GAS_PAGE_SHOWN if outcome.key == "gas" else kind
    Event.objects.create(repair=None, kind=kind, detail={"outcome": outcome.key})


def changed(answers: Answers, page: Page, update: dict[str, Any]) -> Answers:
    """The answers with one page answered anew. The same answer again forgets nothing."""
    if page.node is not None:
        return changed_question(answers, page, update["option"])
    before = {name: getattr(answers, name) for name in update}
    if before == update:
        return answers
    forgotten = dict.fromkeys(page.step.forgets)
    return answers.model_copy(update={**forgotten, **update})


def changed_question(answers: Answers, page: Page, option: str) -> Answers:
    """Another answer to a question takes back the questions that came after it."""
    node = page.node
    if node is None or answers.questions.get(node.key) == option:
        return answers
    kept = {key: value for key, value in page.progress.given.questions.items() if key != node.key}
    return answers.model_copy(update={"questions": {**kept, node.key: option}})


def keep_emergency(draft: Draft, path: Path, now: datetime) -> None:
    home = path.progress.home
    walk = path.progress.walk
    note_emergency(
        draft.pk,
        home_id=int(home.key) if home else None,
        answers=path.progress.given.questions,
        problem=walk.outcome.title if walk.outcome else walk.pages[-1].heading,
        now=now,
    )
