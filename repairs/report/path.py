"""One function makes a path of the journey and the diagnosis. Everything about navigation is read from it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from diagnosis.tree import Page as Node
from diagnosis.tree import find_option
from diagnosis.walk import walk
from repairs.report.answers import Answers
from repairs.report.asked import always, is_over
from repairs.report.progress import Progress, Setting


@dataclass(frozen=True)
class Step:
    """A line of the journey. It answers the field of its name, or `fields`.

    `spreads` makes it a page for each question of the tree.
    """

    slug: str
    asked: Callable[[Progress], bool] = always
    done: Callable[[Progress], bool] | None = None
    forgets: tuple[str, ...] = ()
    fields: tuple[str, ...] | None = None
    spreads: bool = False

    @property
    def field(self) -> str:
        return "questions" if self.spreads else self.slug.replace("-", "_")

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """The answers that make out whether it is answered, and what is known after it."""
        return (self.field,) if self.fields is None else self.fields


@dataclass(frozen=True)
class Page:
    """A page of one report: a step, or one question of the tree."""

    step: Step
    node: Node | None
    answered: bool
    progress: Progress
    """What was known when the page was reached."""

    @property
    def slug(self) -> str:
        if self.step.slug == "result":
            return f"result/{self.progress.ending}"
        return f"question/{self.node.key}" if self.node else self.step.slug


@dataclass(frozen=True)
class Path:
    """The pages a resident has met, up to the first that is not yet answered."""

    pages: tuple[Page, ...]
    progress: Progress
    answers: Answers
    """What it was found from: besides what led along it, what is kept for when it is met again."""

    @property
    def last(self) -> Page:
        return self.pages[-1]

    @property
    def ready(self) -> bool:
        return self.last.slug == "check"

    @cached_property
    def by_slug(self) -> dict[str, Page]:
        return {page.slug: page for page in self.pages}

    def before(self, page: Page) -> Page | None:
        """Where the back link leads. From a page that is changed on check answers it leads back there."""
        if self.ready and page is not self.last:
            return self.last
        place = self.pages.index(page)
        return self.pages[place - 1] if place else None


def find_path(answers: Answers, setting: Setting, journey: tuple[Step, ...]) -> Path:
    """Replays the answers along the journey and stops at the first page not yet answered."""
    return walk_on([], Progress(Answers(override=answers.override), setting), answers, journey)


def find_path_after(path: Path, page: Page, answers: Answers, setting: Setting, journey: tuple[Step, ...]) -> Path:
    """As `find_path`, where nothing has changed since `path` was found but the answer to that page of it.

    What led to the page is not gone through again.
    """
    left = dropwhile(lambda step: step is not page.step, journey)
    return walk_on(list(path.pages[: path.pages.index(page)]), page.progress, answers, left)


def walk_on(pages: list[Page], progress: Progress, answers: Answers, steps: Iterable[Step]) -> Path:
    for step in steps:
        if not step.asked(progress):
            continue
        for page, after in pages_of(step, answers, progress):
            pages.append(page)
            progress = after
            if not page.answered:
                return Path(tuple(pages), page.progress, answers)
    return Path(tuple(pages), progress, answers)


def pages_of(step: Step, answers: Answers, progress: Progress) -> Iterator[tuple[Page, Progress]]:
    """The pages of one step, each with what is known once it is answered."""
    if step.spreads:
        yield from question_pages(step, answers, progress)
        return
    after = with_answer(progress, step, answers)
    yield Page(step, None, is_answered(step, answers, progress, after), progress), after


def is_answered(step: Step, answers: Answers, before: Progress, after: Progress) -> bool:
    if step.slug == "result":
        return before.result in answers.result and not is_over(before)
    if step.done is not None:
        return step.done(after)
    return getattr(answers, step.field) is not None


def with_answer(progress: Progress, step: Step, answers: Answers) -> Progress:
    if step.slug == "result":
        read = (*progress.given.result, progress.result)
        return progress.with_given(result=read)
    return progress.with_given(**{name: getattr(answers, name) for name in step.takes})


def question_pages(step: Step, answers: Answers, progress: Progress) -> Iterator[tuple[Page, Progress]]:
    """The questions of the tree: those that need no home in the safety step, the others in the diagnosis."""
    home_known = step.slug == "diagnosis"
    for node in walk(progress.setting.tree, answers.questions).pages:
        if node.key in progress.given.questions:
            continue
        if node.needs_home and not home_known:
            return
        option = find_option(node, answers.questions.get(node.key))
        before = progress
        if option is not None:
            given = {**progress.given.questions, node.key: option.key}
            progress = progress.with_given(questions=given)
        yield Page(step, node, option is not None, before), progress
