"""Reads from the tables what a report is answered against."""

from datetime import datetime

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

TENANCIES = {Home.Tenure.SECURE, Home.Tenure.INTRODUCTORY}

ranks = Kept(lambda: dict(Priority.objects.values_list("code", "rank")))
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
    if key is None or not key.isdecimal():
        return None
    alerts = Alert.objects.filter(home=OuterRef("pk"), calls_back=True)
    home = Home.objects.select_related("patch").annotate(calls_back=Exists(alerts)).filter(pk=int(key)).first()
    if home is None:
        return None
    return HomeFacts(
        key=key,
        tenure=home.tenure,
        is_tenancy=home.tenure in TENANCIES,
        patch=home.patch.code if home.patch else None,
        calls_back=home.calls_back,
        uprn=home.uprn,
        address=home.address.replace(", ", "\n"),
        postcode=home.postcode,
    )
