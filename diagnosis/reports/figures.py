"""The figures of one published version, added up from the marks that reports left."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from diagnosis.reports.marks import HOME_PAGES, Happened, Mark
from diagnosis.tree import Option, Outcome, Page, Tree


@dataclass(frozen=True)
class Figures:
    tree: Tree
    marks: Mapping[Mark, int]

    @cached_property
    def at(self) -> Counter[tuple[Happened, str]]:
        """How often something happened on a page, whichever option was chosen."""
        counted: Counter[tuple[Happened, str]] = Counter()
        for mark, number in self.marks.items():
            counted[mark.happened, mark.page] += number
        return counted

    @cached_property
    def all(self) -> Counter[Happened]:
        counted: Counter[Happened] = Counter()
        for (happened, _), number in self.at.items():
            counted[happened] += number
        return counted

    @property
    def begun(self) -> int:
        return self.ended + self.all[Happened.STOPPED] + self.all[Happened.GOING]

    @property
    def ended(self) -> int:
        return self.all[Happened.ENDED]

    @property
    def stopped_at_pages(self) -> int:
        return self.all[Happened.STOPPED] - self.stopped_at_home

    @property
    def stopped_at_home(self) -> int:
        return self.at[Happened.STOPPED, HOME_PAGES]

    def reached(self, page: Page) -> int:
        return sum(self.at[happened, page.key] for happened in (Happened.CHOSEN, Happened.STOPPED, Happened.GOING))

    def chose(self, page: Page, options: Iterable[Option]) -> int:
        return sum(self.marks.get(Mark(Happened.CHOSEN, page.key, option.key), 0) for option in options)

    def pages(self) -> Iterator[Page]:
        return (node for node in self.tree.by_key.values() if not isinstance(node, Outcome))

    def outcomes(self) -> Iterator[Outcome]:
        return (node for node in self.tree.by_key.values() if isinstance(node, Outcome))
