"""Reads from the tables what a report is answered against."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, JSONObject

from diagnosis.models import SorItem
from diagnosis.services import load_tree
from repairs.council.deadlines import LONDON
from repairs.council.kept import Kept
from repairs.council.models import Priority
from repairs.homes.models import Alert, Home, one_line
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.progress import HomeFacts, Setting
from repairs.statements import Gap, Read

TENANCIES = {Home.Tenure.SECURE, Home.Tenure.INTRODUCTORY}

ranks = Kept(lambda: dict(Priority.objects.values_list("code", "rank")))
LONGEST_ID = 18
"""A longer number is no id, and SQLite cannot even look for it."""

HOME_FACTS = JSONObject(
    **{name: name for name in ("id", "uprn", "line_1", "line_2", "line_3", "town", "postcode", "tenure")},
    patch="patch__code",
    calls_back=Exists(Alert.objects.filter(home=OuterRef("pk"), calls_back=True)),
)
HOME = Read(lambda: Home.objects.filter(pk=Gap(Home, "id")).annotate(known=HOME_FACTS).only("pk"))
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


def with_home(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """Drafts with what `home_beside` needs, so that the home of a report costs no trip of its own."""
    is_id = When(given__home__regex=f"^[0-9]{{1,{LONGEST_ID}}}$", then=Cast(KT("given__home"), BigIntegerField()))
    home = Home.objects.filter(pk=OuterRef("home_id")).values(known=HOME_FACTS)
    return drafts.alias(home_id=Case(is_id)).annotate(home_known=Subquery(home))


def home_beside(draft: Draft) -> HomeFacts | None:
    """The home that was read with the draft. None where there was none, or none was read."""
    facts = getattr(draft, "home_known", None)
    return facts and home_known(facts)


def home_facts(key: str | None) -> HomeFacts | None:
    if key is None or not key.isdecimal() or len(key) > LONGEST_ID:
        return None
    home: Any = HOME.first(id=int(key))
    return home and home_known(home.known)


def home_known(facts: dict[str, Any]) -> HomeFacts:
    return HomeFacts(
        key=str(facts["id"]),
        tenure=facts["tenure"],
        is_tenancy=facts["tenure"] in TENANCIES,
        patch=facts["patch"],
        calls_back=bool(facts["calls_back"]),
        uprn=facts["uprn"],
        address=one_line(facts["line_1"], facts["line_2"], facts["line_3"], facts["town"]).replace(", ", "\n"),
        postcode=facts["postcode"],
    )
