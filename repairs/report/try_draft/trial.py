"""One look at what is tried: the page that comes next, or the outcome."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from diagnosis.example import Example, Expected
from diagnosis.examples import decide_example
from diagnosis.models import DraftExample, DraftTree
from diagnosis.tree import Outcome, Page, Tree
from diagnosis.triage import Decision
from diagnosis.walk import Walk, walk
from repairs.report import path as journey
from repairs.report.send import where_it_is
from repairs.report.try_draft.decided import Decided
from repairs.report.try_draft.resident import resident_path
from repairs.report.try_draft.situation import situation_of
from repairs.report.try_draft.subject import Subject
from repairs.report.try_draft.tables import Tables
from repairs.report.try_draft.trying import Trying, is_number

BESIDES: Mapping[str, str] = {
    "result": "reads what happens now",
    "postcode": "gives a postcode",
    "home": "picks the home",
    "address": "types the address",
    "tenure": "says whether they rent or own",
    "what-we-do": "reads what we repair for them",
    "household": "tells us who lives there, of damp, and of earlier repairs",
    "details": "tells us more, with photos",
    "slot": "chooses a time",
    "times": "says when someone could be in",
    "caller": "says who they are, where an agent asks",
    "contact": "says how to reach them",
    "check": "checks their answers and sends them",
}
"""What a resident does on the pages of the journey that are not part of a diagnosis."""


@dataclass(frozen=True)
class Trial:
    subject: Subject
    trying: Trying
    tables: Tables

    @property
    def tree(self) -> Tree:
        return self.subject.tree

    @cached_property
    def walk(self) -> Walk:
        return walk(self.tree, self.trying.answers)

    @cached_property
    def path(self) -> journey.Path:
        return resident_path(self.tree, self.trying.answers, self.trying.situation, self.tables)

    @property
    def asked(self) -> Page | None:
        """The page that is looked at again, or else the first without an answer. None where there is no more."""
        waiting = self.walk.pages[len(self.walk.answered) :]
        again = (page for page in self.walk.pages if page.key == self.trying.at)
        return next(again, None) or next(iter(waiting), None)

    @property
    def why_stuck(self) -> str:
        """Why neither a page nor an outcome comes next. Empty where one does."""
        if not self.walk.pages:
            return "It begins with an outcome, so it asks nothing." if self.walk.outcome else "It has no first page."
        page, option = self.walk.answered[-1]
        back = self.tree.by_key.get(option.next)
        if back is None:
            return f"The answer “{option.text}” to “{page.heading}” leads nowhere."
        return f"The answer “{option.text}” to “{page.heading}” leads back to “{back.heading}”."

    def address(self, trying: Trying) -> str:
        return f"{self.subject.address}{trying.query}"

    @property
    def here(self) -> str:
        return self.address(self.trying)

    def back_from(self, page: Page | None) -> str:
        """To the page before. Empty on the first."""
        keys = [met.key for met in self.walk.pages]
        place = keys.index(page.key) if page else len(keys)
        return self.address(self.trying.looking_at(keys[place - 1])) if place else ""

    def page_of_journey(self, page: Page) -> journey.Page:
        return self.path.by_slug[f"question/{page.key}"]

    def before(self, page: Page) -> list[str]:
        """What a resident does between the question before and this one."""
        place = self.path.pages.index(self.page_of_journey(page))
        since = next((n for n in range(place - 1, -1, -1) if self.path.pages[n].node), -1)
        return list(besides(self.path.pages[since + 1 : place]))

    @property
    def after(self) -> list[str]:
        """What a resident does when all questions are answered, besides reading how it ends."""
        last = max(n for n, page in enumerate(self.path.pages) if page.node)
        return list(besides(tuple(page for page in self.path.pages[last + 1 :] if page.step.slug != "result")))

    @property
    def result(self) -> journey.Page | None:
        """The page that tells a resident how it ends, where one does."""
        return next((page for page in reversed(self.path.pages) if page.step.slug == "result"), None)

    @cached_property
    def decided(self) -> Decided | None:
        outcome = self.walk.outcome
        if outcome is None or not self.walk.pages:
            return None
        place = where_it_is(self.path.progress)
        return Decided(self.tree, outcome, self.trying.answers, self.trying.situation, self.tables, place)

    @property
    def draft_id(self) -> int:
        """Raises DraftTree.DoesNotExist where what is tried is no draft."""
        if self.subject.draft is None:
            raise DraftTree.DoesNotExist
        return self.subject.draft.pk

    @cached_property
    def example(self) -> DraftExample | None:
        """The one whose answers are being changed."""
        return self.find_example(self.trying.example)

    def find_example(self, pk: str) -> DraftExample | None:
        if self.subject.draft is None or not is_number(pk):
            return None
        return DraftExample.objects.filter(tree=self.subject.draft, pk=pk).first()

    def from_example(self, pk: str) -> Trying | None:
        """Its answers and its situation, so that other answers can be given."""
        found = self.find_example(pk)
        if found is None:
            return None
        return replace(self.trying, answers=found.answers, situation=situation_of(found), example=pk)

    def decide(self, outcome: Outcome, facts: Mapping[str, str]) -> Decision:
        """What would come of that outcome, if these facts were all that the answers tell."""
        situation = {**self.trying.situation.of_example, "facts": {**facts, **self.trying.situation.facts}}
        expected = Expected(outcome=outcome.key, ending=outcome.ending)
        return decide_example(self.tree, Example(key="-", name="-", expect=expected, **situation), self.tables.ranks)


def besides(pages: tuple[journey.Page, ...]) -> Iterator[str]:
    yield from (BESIDES[page.step.slug] for page in pages)


def begin(subject: Subject, trying: Trying, tables: Tables) -> Trial:
    """Forgets answers to pages that are not met, and to options that are not there."""
    walked = walk(subject.tree, trying.answers)
    answers = {page.key: option.key for page, option in walked.answered}
    at = trying.at if trying.at in {page.key for page in walked.pages} else ""
    return Trial(subject, replace(trying, answers=answers, at=at), tables)
