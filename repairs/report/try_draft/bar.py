"""The bar on top of every page of a trial: what is tried, as whom, and the ways out."""

from dataclasses import dataclass
from typing import get_args

from diagnosis.tree import Outcome, Page
from repairs.report.try_draft.trial import Trial
from repairs.report.try_draft.trying import View

SEEN_AS: dict[View, str] = {"resident": "As a resident", "agent": "As an agent"}
VIEWS: tuple[View, ...] = get_args(View)
EDIT = {"question": "Change this question", "advice": "Change this advice page", "outcome": "Change this outcome"}


@dataclass(frozen=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True)
class Bar:
    name: str
    views: tuple[tuple[Link, bool], ...]
    """Each with whether it is the one that is shown."""
    links: tuple[Link, ...]


def bar_for(trial: Trial, node: Page | Outcome | None) -> Bar:
    trying = trial.trying
    views = tuple((Link(SEEN_AS[view], trial.address(trying.seen_as(view))), view == trying.view) for view in VIEWS)
    links = [Link("Start again", trial.address(trying.again()))]
    if node and node.key in trial.subject.edit:
        links.append(Link(EDIT[node.kind], trial.subject.edit[node.key]))
    return Bar(trial.subject.name, views, (*links, Link(trial.subject.home_name, trial.subject.home)))
