"""A diagnosis as it is published: questions, advice pages and outcomes, joined by options. Nothing in it changes."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from diagnosis.example import Example
from diagnosis.part import Code, Key, Part
from diagnosis.vocabulary import Ending

Order = Literal["alphabetical", "given", "safety"]


class Block(Part):
    """One block of words on a page: exactly one of its fields is given."""

    text: str | None = None
    bullets: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    warning: str | None = None

    @model_validator(mode="after")
    def is_of_one_kind(self) -> "Block":
        given = [name for name in self.model_fields_set if getattr(self, name) is not None]
        if len(self.model_fields_set) != 1 or not given:
            raise ValueError("A block has one of text, bullets, steps or warning.")
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        one = self.text if self.text is not None else self.warning
        return self.bullets or self.steps or (one or "",)


class Option(Part):
    key: Key
    text: str
    next: str = ""
    hint: str = ""
    facts: dict[str, str] = {}
    divider: bool = False
    not_sure: bool = False
    something_else: bool = False


class Question(Part):
    kind: Literal["question"]
    key: Key
    text: str
    hint: str = ""
    say: str = ""
    """What an agent says aloud instead of the text, where that does not sound right."""
    body: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()
    order: Order = "alphabetical"
    needs_home: bool = False
    """This page and those after it are asked once the home is known."""

    @property
    def heading(self) -> str:
        return self.text

    @property
    def ring(self) -> bool:
        return False

    @property
    def is_choice(self) -> bool:
        return True


class Advice(Part):
    kind: Literal["advice"]
    key: Key
    title: str
    say: str = ""
    body: tuple[Block, ...] = ()
    question: str = ""
    """Asked above the options, when there are several."""
    options: tuple[Option, ...] = ()
    ring: bool = False
    """Our phone number comes first on the page."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def order(self) -> Order:
        return "given"

    @property
    def needs_home(self) -> bool:
        return False

    @property
    def is_choice(self) -> bool:
        """Several options are radios. A single one is a button that leads on."""
        return len(self.options) > 1


class SorLine(Part):
    code: Code
    quantity: int = Field(1, ge=1, le=99)


class Outcome(Part):
    kind: Literal["outcome"]
    key: Key
    title: str
    body: tuple[Block, ...] = ()
    ending: Ending
    priority: Code = ""
    trade: Code = ""
    sor: tuple[SorLine, ...] = ()
    rtr: Code | None = None
    hazard: Code | None = None
    flags: tuple[str, ...] = ()
    location: str = ""
    """Where it is, for the person who comes."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def options(self) -> tuple[Option, ...]:
        return ()


Page = Question | Advice
Node = Annotated[Question | Advice | Outcome, Field(discriminator="kind")]


class Tree(Part):
    key: Key
    title: str
    language: str
    start: str
    nodes: tuple[Node, ...]
    examples: tuple[Example, ...] = ()
    """Cases that must hold before the tree is published."""

    @cached_property
    def by_key(self) -> dict[str, Question | Advice | Outcome]:
        return {node.key: node for node in self.nodes}


def find_option(page: Page, key: str | None) -> Option | None:
    for option in page.options:
        if option.key == key:
            return option
    return None


def on_screen(page: Page) -> tuple[Option, ...]:
    """The options as they are shown: what is not a real answer comes last, whatever the order."""
    options = sorted(page.options, key=lambda option: option.text.casefold() if page.order == "alphabetical" else "")
    return tuple(sorted(options, key=lambda option: (option.not_sure, option.something_else)))
