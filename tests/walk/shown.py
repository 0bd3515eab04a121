"""A page as somebody saw it."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest

from repairs.roles import AGENTS, DIAGNOSIS_VIEWERS, MANAGERS, PLANNERS
from tests.page_lint import EACH_TIME

FOR_STAFF = ("/staff/", "/admin/", "/try/")
WHO = {
    AGENTS.name: "agent",
    PLANNERS.name: "planner",
    MANAGERS.name: "manager",
    DIAGNOSIS_VIEWERS.name: "diagnosis-viewer",
}
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Shown:
    name: str
    """In plain words, and no other page has the same."""
    who: str
    """resident, agent, planner, manager, diagnosis-viewer, repairs-admin, superuser, or nobody: not signed in yet."""
    address: str
    method: str
    status: int
    html: str
    view: str
    """The name of its pattern in the URL conf, with its namespace."""
    policy: str
    """Its Content-Security-Policy header."""

    def as_row(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def alike(self) -> str:
        """The same for pages that differ in nothing that anybody could see."""
        return EACH_TIME.sub("", self.html)


def who_asked(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return "nobody" if request.path.startswith(FOR_STAFF) else "resident"
    if not request.path.startswith(FOR_STAFF):
        return "resident"
    if user.is_superuser:
        return "superuser"
    groups = sorted(group.name for group in user.groups.all())
    return WHO.get(groups[0], "repairs-admin") if groups else "repairs-admin"


def called(html: str, status: int, who: str) -> str:
    """What the page says of itself, for whom, and how it was answered where that is not 200."""
    heading, title = HEADING.search(html), TITLE.search(html)
    words = " ".join(TAG.sub(" ", (heading or title).group(1)).split()) if heading or title else "No heading"  # type: ignore[union-attr]
    error = ", with errors" if title and title.group(1).strip().startswith("Error: ") else ""
    return f"{words} ({who}{error}{'' if status == 200 else f', {status}'})"
