"""Where, what, and which describes it best: nested choices without questions, as Housing Repairs Online keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass

from diagnosis.imports.exits import Exit, leave
from diagnosis.imports.options import Options
from diagnosis.imports.sketch import Sketch
from diagnosis.imports.words import in_the_middle, words_of
from diagnosis.imports.work import Work, add_work
from diagnosis.problems.wording import LONGEST

EXITS = {
    "Emergency": Exit.EMERGENCY,
    "UnableToBook": Exit.CALL_BACK,
    "ContactUs": Exit.CALL_BACK,
    "NotEligibleNonEmergency": Exit.NOT_OURS,
}

WHERE = "Where is the problem?"
MADE_UP = (
    "The file has no questions, only answers. The questions and the titles of outcomes were made from them. Read each."
)


@dataclass(frozen=True)
class Choice:
    name: str
    """Of the file. Some are exits."""
    text: str
    code: str = ""
    said: str = ""
    """The priority, in the words of the file."""
    options: tuple["Choice", ...] = ()

    @property
    def exit(self) -> Exit | None:
        return None if self.options else EXITS.get(self.name) or EXITS.get(self.code)

    @property
    def words(self) -> str:
        """For keys. The name of an exit is that of many."""
        return self.text if self.exit else words_of(self.name)

    @property
    def only_repeats_itself(self) -> bool:
        """Damp, and below it damp alone: asking twice tells nothing."""
        below = self.options
        return len(below) == 1 and not below[0].options and below[0].text.casefold() == self.text.casefold()


def grow(sketch: Sketch, choices: Sequence[Choice]) -> str:
    """The key of the first page."""
    sketch.note(MADE_UP)
    return add_question(sketch, "where", (), choices)


def add_question(sketch: Sketch, words: str, trail: tuple[str, ...], choices: Sequence[Choice]) -> str:
    key = sketch.keep_place(words)
    options = Options(sketch, key)
    for choice in choices:
        text = sketch.words(choice.text, key)
        leads_to = add_choice(sketch, key if trail else "", (*trail, text), choice)
        options.add(choice.words, text, leads_to, repeats=choice.exit is not None)
    sketch.nodes[key] = {
        "kind": "question",
        "key": key,
        "text": heading(trail),
        "order": "given",
        "options": options.finish(),
    }
    return key


def heading(trail: tuple[str, ...]) -> str:
    asked = f"{say_trail(trail)}: what is the problem?" if trail else WHERE
    return asked if len(asked) <= LONGEST["heading"] else "What is the problem?"


def say_trail(trail: tuple[str, ...]) -> str:
    return ", ".join([*trail[:1], *map(in_the_middle, trail[1:])])


def add_choice(sketch: Sketch, above: str, trail: tuple[str, ...], choice: Choice) -> str:
    """The key of what it leads to. The trail ends with its own text."""
    if choice.exit:
        return add_exit(sketch, trail[-1], choice, choice.exit)
    words = f"{above} {choice.words}".strip()
    if choice.only_repeats_itself:
        sketch.note(f"“{trail[-1]}” had itself as the only answer below it. That question was left out.", above)
        (choice,) = choice.options
    if choice.options:
        return add_question(sketch, words, trail, choice.options)
    return add_work(sketch, words, Work(title(trail), choice.code, choice.said, trail[0] if trail[1:] else ""))


def add_exit(sketch: Sketch, text: str, choice: Choice, where: Exit) -> str:
    key = leave(sketch, where)
    unused = [said for said in (choice.code, choice.said) if said and said not in EXITS]
    if unused:
        sketch.note(f"“{text}” leads here, and “{'” and “'.join(unused)}” of the file is not used.", key)
    return key


def title(trail: tuple[str, ...]) -> str:
    """What is broken, without the room: that is the location."""
    said = f"{trail[-2]}: {in_the_middle(trail[-1])}" if len(trail) > 2 else trail[-1]
    return said if len(said) <= LONGEST["heading"] else trail[-1]
