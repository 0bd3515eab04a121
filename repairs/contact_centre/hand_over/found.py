"""Reports that residents have begun, found by the code that they read out."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from repairs.homes.models import Home
from repairs.report.drafts import path_of
from repairs.report.models import Draft
from repairs.report.short_code import range_of
from repairs.report.summary import Row, rows_of

MOST_WITH_ONE_CODE = 10


@dataclass(frozen=True)
class Begun:
    """What one of us sees of it before they carry on."""

    draft: Draft
    rows: list[Row]
    problem: str
    """Empty until the diagnosis has an outcome."""
    postcode: str
    name: str

    @property
    def how_far(self) -> str:
        return self.rows[-1].key if self.rows else ""

    @property
    def asked_of_caller(self) -> str:
        """What whoever rings must know, if it is theirs."""
        return f"the postcode {self.postcode}" if self.postcode else f"the name {self.name}" if self.name else ""


def reports() -> QuerySet[Draft]:
    return Draft.objects.select_related("agent", "repair")


def reports_with(code: str) -> list[Draft]:
    """Those that have the code, newest first: hardly ever more than one."""
    read = range_of(code)
    return list(reports().filter(pk__range=read).order_by("-created_at")[:MOST_WITH_ONE_CODE]) if read else []


def begun(draft: Draft, now: datetime) -> Begun:
    path = path_of(draft, now)
    given = path.progress.given
    home = Home.objects.filter(pk=path.progress.home.key).first() if path.progress.home else None
    return Begun(
        draft,
        [row for page in path.pages if page.answered for row in rows_of(page, path, draft)],
        path.progress.walk.outcome.title if path.progress.walk.outcome else "",
        home.postcode if home else given.postcode or "",
        given.contact.name if given.contact else "",
    )


def name_of(agent: User) -> str:
    return agent.get_full_name() or agent.get_username()
