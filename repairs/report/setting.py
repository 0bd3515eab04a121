"""Reads from the tables what a report is answered against."""

from datetime import datetime

from django.core.cache import cache
from django.db.models import Exists, OuterRef

from diagnosis.models import SorItem
from diagnosis.services import load_tree
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.homes.models import Alert, Home
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.progress import HomeFacts, Setting

KEEP_SECONDS = 60
TENANCIES = {Home.Tenure.SECURE, Home.Tenure.INTRODUCTORY}


def setting_for(draft: Draft, answers: Answers, now: datetime, known: HomeFacts | None = None) -> Setting:
    """`known` is the home as it was read a moment ago, which need not be read again."""
    return Setting(
        tree=load_tree(draft.tree_id),
        home=known if known and known.key == answers.home else home_facts(answers.home),
        ranks=ranks(),
        minutes=sor_minutes(),
        reported_on=now.astimezone(LONDON).date(),
    )


def home_facts(key: str | None) -> HomeFacts | None:
    if key is None or not key.isdecimal():
        return None
    alerts = Alert.objects.filter(home=OuterRef("pk"), calls_back=True)
    homes = Home.objects.filter(pk=int(key)).values_list("tenure", "patch__code", Exists(alerts), "uprn")
    found = (HomeFacts(key, tenure, tenure in TENANCIES, patch, calls, uprn) for tenure, patch, calls, uprn in homes)
    return next(found, None)


def ranks() -> dict[str, int]:
    found = cache.get_or_set("priority-ranks", lambda: dict(Priority.objects.values_list("code", "rank")), KEEP_SECONDS)
    return dict(found or {})


def sor_minutes() -> dict[str, int]:
    found = cache.get_or_set("sor-minutes", lambda: dict(SorItem.objects.values_list("code", "minutes")), KEEP_SECONDS)
    return dict(found or {})
