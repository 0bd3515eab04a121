"""Reads from the tables what a report is answered against."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from diagnosis.models import SorItem
from diagnosis.services import load_tree
from repairs.council.deadlines import LONDON
from repairs.council.kept import Kept
from repairs.council.models import Priority
from repairs.homes.models import Alert, Home
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.progress import HomeFacts, Setting
from repairs.statements import Gap, Read

TENANCIES = {Home.Tenure.SECURE, Home.Tenure.INTRODUCTORY}

ranks = Kept(lambda: dict(Priority.objects.values_list("code", "rank")))
LONGEST_ID = 18
"""A longer number is no id, and SQLite cannot even look for it."""

HOME = Read(
    lambda: (
        Home.objects.select_related("patch")
        .annotate(calls_back=Exists(Alert.objects.filter(home=OuterRef("pk"), calls_back=True)))
        .filter(pk=Gap(Home, "id"))
    )
)
sor_minutes = Kept(lambda: dict(SorItem.objects.values_list("code", "minutes")))


def setting_for(
    draft: Draft, answers: Answers, now: datetime, known: HomeFacts | None = None, *, assisted: bool = False
) -> Setting:
    """`known` is the home as it was read a moment ago, which need not be read again."""
    return Setting(
        tree=load_tree(draft.tree_id),
        home=known if known and known.key == answers.home else home_facts(answers.home),
        ranks=ranks.get(),
        minutes=sor_minutes.get(),
        reported_on=now.astimezone(LONDON).date(),
        assisted=assisted,
    )


def home_facts(key: str | None) -> HomeFacts | None:
    if key is None or not key.isdecimal() or len(key) > LONGEST_ID:
        return None
    home: Any = HOME.first(id=int(key))
    return home and HomeFacts(
        key=key,
        tenure=home.tenure,
        is_tenancy=home.tenure in TENANCIES,
        patch=home.patch.code if home.patch else None,
        calls_back=home.calls_back,
        uprn=home.uprn,
        address=home.address.replace(", ", "\n"),
        postcode=home.postcode,
    )
