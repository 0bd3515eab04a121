"""Reads from the tables what a report is answered against."""

from datetime import datetime

from django.core.cache import cache

from diagnosis.models import SorItem
from diagnosis.services import load_tree
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.homes.models import Home
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.progress import HomeFacts, Setting

KEEP_SECONDS = 60


def setting_for(draft: Draft, answers: Answers, now: datetime) -> Setting:
    return Setting(
        tree=load_tree(draft.tree_id),
        home=home_facts(answers.home),
        ranks=ranks(),
        minutes=sor_minutes(),
        reported_on=now.astimezone(LONDON).date(),
    )


def home_facts(key: str | None) -> HomeFacts | None:
    if key is None or not key.isdecimal():
        return None
    home = Home.objects.select_related("patch").filter(pk=int(key)).first()
    if home is None:
        return None
    return HomeFacts(
        key=key,
        tenure=home.tenure,
        is_tenancy=home.tenure in {Home.Tenure.SECURE, Home.Tenure.INTRODUCTORY},
        patch=home.patch.code if home.patch else None,
        calls_back=home.alerts.filter(calls_back=True).exists(),
    )


def ranks() -> dict[str, int]:
    found = cache.get_or_set("priority-ranks", lambda: dict(Priority.objects.values_list("code", "rank")), KEEP_SECONDS)
    return dict(found or {})


def sor_minutes() -> dict[str, int]:
    found = cache.get_or_set("sor-minutes", lambda: dict(SorItem.objects.values_list("code", "minutes")), KEEP_SECONDS)
    return dict(found or {})
