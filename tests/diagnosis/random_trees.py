"""Trees that nobody thought of: sound ones, ones that were broken, and any that can be written down at all."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from diagnosis.example import Example, Expected
from diagnosis.facts import TREE_FACTS, Answer, Facts, PersonAtRisk
from diagnosis.tree import Advice, Block, Option, Order, Outcome, Question, SorLine, Tree
from diagnosis.triage import RULES, triage
from diagnosis.vocabulary import Ending, Tenure
from diagnosis.walk import walk
from tests.diagnosis.builders import option, outcome, question, ranks, tree

SOR_CODES, TRADES = ("TAP", "ROOF"), ("PL", "RO")
EMERGENCIES, VISITS = ("E2", "E24"), ("U1", "U7", "R20", "I5")
WORDS = st.sampled_from(["Look for drips.", "Ring {phone:repairs}.", "Café – 40 °C", "“Quoted” & <b>bold</b>"])
PLAIN_WORDS = st.sampled_from(["", "Look for drips.", "Café – 40 °C", "“Quoted” & <b>bold</b>"])
FACTS = st.sampled_from([{name: value} for name, values in sorted(TREE_FACTS.items()) for value in values])
BLOCKS = st.one_of(
    st.fixed_dictionaries({"text": WORDS}),
    st.fixed_dictionaries({"warning": WORDS}),
    st.fixed_dictionaries({"bullets": st.lists(WORDS, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"steps": st.lists(WORDS, min_size=1, max_size=3)}),
)
BODY = BLOCKS.map(lambda block: [block])


MORE_OF_OUTCOMES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"rtr": "leaking-roof", "location": "Roof"},
        {"hazard": "damp-mould", "flags": ["watertight", "structure"]},
        {"flags": ["no-water"]},
        {"flags": ["from-above"], "location": "Home above"},
    ]
)


@st.composite
def sound_documents(draw: st.DrawFn) -> dict[str, Any]:
    """Every way leads on to a later page, so that none leads round in a circle."""
    pages = [f"page-{number}" for number in range(draw(st.integers(1, 5)))]
    ends = [f"end-{number}" for number in range(draw(st.integers(1, 3)))]
    later = [*pages, *ends]
    nodes = [draw(page_documents(key, later[place + 1 :])) for place, key in enumerate(pages)]
    nodes += [draw(outcome_documents(key)) for key in ends]
    met = reached({node["key"]: node for node in nodes}, pages[0])
    nodes = draw(st.permutations([node for node in nodes if node["key"] in met]))
    document = {"key": "made-up", "title": "Made up", "language": "en", "start": pages[0], "nodes": nodes}
    return {**document, "examples": draw(sound_examples(Tree.model_validate(document)))}


def reached(nodes: dict[str, dict[str, Any]], start: str) -> set[str]:
    met, waiting = {start}, [start]
    while waiting:
        ways = {option["next"] for option in nodes.get(waiting.pop(), {}).get("options", [])} - met
        met |= ways
        waiting += ways
    return met


@st.composite
def page_documents(draw: st.DrawFn, key: str, later: list[str]) -> dict[str, Any]:
    way = option_documents(later)
    if draw(st.booleans()):
        options = numbered(draw(st.lists(way, min_size=2, max_size=3)))
        words = {"text": f"Question {key}", "hint": draw(PLAIN_WORDS), "say": draw(PLAIN_WORDS)}
        marks = {"order": draw(st.sampled_from(["alphabetical", "given"])), "needs_home": draw(st.booleans())}
        return {"kind": "question", "key": key, **words, **marks, "options": options}
    options = numbered(draw(st.lists(way, min_size=1, max_size=3)))
    advises = {"title": f"Advice {key}", "say": draw(PLAIN_WORDS), "body": draw(BODY), "ring": draw(st.booleans())}
    asked = {"question": "What now?"} if len(options) > 1 else {}
    return {"kind": "advice", "key": key, **advises, **asked, "options": options}


def option_documents(later: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    more = st.one_of(PLAIN_WORDS.map(lambda words: {"hint": words}), FACTS.map(lambda facts: {"facts": facts}))
    return st.tuples(st.sampled_from(later), more).map(lambda drawn: {"next": drawn[0], **drawn[1]})


def numbered(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    last = len(options) - 1
    return [
        {"key": f"way-{place}", "text": f"Option {place}", **option, "not_sure": place == last}
        for place, option in enumerate(options)
    ]


@st.composite
def outcome_documents(draw: st.DrawFn, key: str) -> dict[str, Any]:
    ending = draw(st.sampled_from(get_args(Ending)))
    document = {"kind": "outcome", "key": key, "title": f"Outcome {key}", "ending": ending, "body": draw(BODY)}
    if ending in {"advice", "not-ours"}:
        return document
    line = st.fixed_dictionaries({"code": st.sampled_from(SOR_CODES), "quantity": st.integers(1, 99)})
    return {
        **document,
        "priority": draw(st.sampled_from((*EMERGENCIES, *VISITS) if ending == "ring" else VISITS)),
        "trade": draw(st.sampled_from(TRADES)),
        "sor": draw(st.lists(line, min_size=1, max_size=2)),
        **draw(MORE_OF_OUTCOMES),
    }


@st.composite
def sound_examples(draw: st.DrawFn, tree: Tree) -> list[dict[str, Any]]:
    """Of people who walked through it, with what came of it in January."""
    return [
        {"key": f"case-{number}", "name": f"Case {number}", **draw(walked_examples(tree))}
        for number in range(draw(st.integers(0, 2)))
    ]


@st.composite
def walked_examples(draw: st.DrawFn, tree: Tree) -> dict[str, Any]:
    answers: dict[str, str] = {}
    while (walked := walk(tree, answers)).outcome is None:
        page = walked.pages[-1]
        answers[page.key] = draw(st.sampled_from(page.options)).key
    risk = draw(st.lists(st.sampled_from(get_args(PersonAtRisk)), max_size=1))
    facts = Facts.gathered(walked.facts, people_at_risk=frozenset(risk))
    end = triage(walked.outcome, facts, ranks=ranks(), reported_on=date(2026, 1, 15), tenure="secure")
    expected = {"outcome": end.outcome_key, "priority": end.priority, "ending": end.ending}
    return {"answers": answers, "people_at_risk": risk, "expect": expected}


Breaks = Callable[[st.DrawFn, dict[str, Any]], None]


def redirect(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Anywhere: back, to itself, to the start or to nowhere."""
    ways = [option for node in document["nodes"] for option in node.get("options", [])]
    if ways and document["nodes"]:
        places = st.sampled_from([node["key"] for node in document["nodes"]]) | st.sampled_from(["gone", ""])
        draw(st.sampled_from(ways))["next"] = draw(places)


def remove_node(draw: st.DrawFn, document: dict[str, Any]) -> None:
    if document["nodes"]:
        document["nodes"].remove(draw(st.sampled_from(document["nodes"])))


def repeat_node(draw: st.DrawFn, document: dict[str, Any]) -> None:
    if document["nodes"]:
        document["nodes"].append(copy.deepcopy(draw(st.sampled_from(document["nodes"]))))


def change_field(draw: st.DrawFn, document: dict[str, Any]) -> None:
    parts = [document, *document["nodes"], *(one for node in document["nodes"] for one in node.get("options", []))]
    part = draw(st.sampled_from(parts))
    names = sorted(name for name, value in part.items() if isinstance(value, str) and name not in CHOICES)
    if names:
        part[draw(st.sampled_from(names))] = draw(st.sampled_from(["", " ", "a" * 90, "0800 111 999", "{name}", "E2"]))


def drop_field(draw: st.DrawFn, document: dict[str, Any]) -> None:
    if document["nodes"]:
        node = draw(st.sampled_from(document["nodes"]))
        names = sorted(node.keys() & {"options", "body", "sor", "priority", "trade", "question"})
        if names:
            del node[draw(st.sampled_from(names))]


def drop_option(draw: st.DrawFn, document: dict[str, Any]) -> None:
    pages = [node for node in document["nodes"] if node.get("options")]
    if pages:
        draw(st.sampled_from(pages))["options"].pop()


CHOICES = frozenset({"kind", "order", "ending"})
BREAKS: list[Breaks] = [redirect, remove_node, repeat_node, change_field, drop_field, drop_option]


@st.composite
def broken(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """In up to three places, or in none."""
    document = copy.deepcopy(document)
    for breaks in draw(st.lists(st.sampled_from(BREAKS), max_size=3)):
        breaks(draw, document)
    return document


def trees() -> st.SearchStrategy[Tree]:
    return sound_documents().flatmap(broken).map(Tree.model_validate)


@st.composite
def rewired_trees(draw: st.DrawFn) -> Tree:
    """Nothing is wrong with them but perhaps where their options lead: back, or nowhere."""
    pages, ends = [f"page-{number}" for number in range(draw(st.integers(1, 5)))], ["end-0", "end-1"]
    places = [*pages, *ends]
    ways = {key: [draw(st.sampled_from(places[at + 1 :])) for _ in range(2)] for at, key in enumerate(pages)}
    for _ in range(draw(st.integers(0, 2))):
        ways[draw(st.sampled_from(pages))][draw(st.integers(0, 1))] = draw(st.sampled_from([*places, "gone"]))
    nodes = {
        key: question(key, option("a", one), option("b", other, not_sure=True)) for key, (one, other) in ways.items()
    }
    nodes |= {key: outcome(key) for key in ends}
    met = reached(nodes, pages[0])
    return tree(*(node for key, node in nodes.items() if key in met))


KEYS = st.sampled_from(["a", "b", "c", "d", "", "Not a key", "é"])
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
SOME_TEXT = TEXT.filter(bool)
"""An empty category or hazard is none."""
ANY_BLOCKS = st.one_of(
    st.builds(Block, text=TEXT),
    st.builds(Block, warning=TEXT),
    st.builds(Block, bullets=st.lists(TEXT, max_size=2).map(tuple)),
    st.builds(Block, steps=st.lists(TEXT, max_size=2).map(tuple)),
)
ANY_BODY = st.lists(ANY_BLOCKS, max_size=2).map(tuple)
ANY_OPTIONS = st.lists(
    st.builds(
        Option,
        key=KEYS,
        text=TEXT,
        next=KEYS,
        hint=TEXT,
        facts=st.dictionaries(KEYS, TEXT, max_size=1) | FACTS,
        divider=st.booleans(),
        not_sure=st.booleans(),
        something_else=st.booleans(),
    ),
    max_size=3,
).map(tuple)
ANY_NODES = st.one_of(
    st.builds(
        Question,
        kind=st.just("question"),
        key=KEYS,
        text=TEXT,
        hint=TEXT,
        say=TEXT,
        body=ANY_BODY,
        options=ANY_OPTIONS,
        order=st.sampled_from(get_args(Order)),
        needs_home=st.booleans(),
    ),
    st.builds(
        Advice,
        kind=st.just("advice"),
        key=KEYS,
        title=TEXT,
        say=TEXT,
        body=ANY_BODY,
        question=TEXT,
        options=ANY_OPTIONS,
        ring=st.booleans(),
    ),
    st.builds(
        Outcome,
        kind=st.just("outcome"),
        key=KEYS,
        title=TEXT,
        body=ANY_BODY,
        ending=st.sampled_from(get_args(Ending)),
        priority=TEXT | st.sampled_from([*EMERGENCIES, *VISITS]),
        trade=TEXT,
        sor=st.lists(st.builds(SorLine, code=TEXT, quantity=st.integers(1, 99)), max_size=2).map(tuple),
        rtr=st.none() | SOME_TEXT,
        hazard=st.none() | SOME_TEXT,
        flags=st.lists(TEXT, max_size=2).map(tuple),
        location=TEXT,
    ),
)
ANY_EXAMPLES = st.builds(
    Example,
    key=KEYS,
    name=TEXT,
    answers=st.dictionaries(KEYS, KEYS, max_size=3),
    facts=st.dictionaries(KEYS, TEXT, max_size=1) | FACTS,
    people_at_risk=st.lists(st.sampled_from(get_args(PersonAtRisk)), max_size=2).map(tuple),
    damp=st.none() | st.sampled_from(get_args(Answer)),
    recent=st.none() | st.sampled_from(get_args(Answer)),
    recalls=st.integers(0, 9),
    tenure=st.sampled_from(get_args(Tenure)),
    season=st.sampled_from(["winter", "summer"]),
    expect=st.builds(
        Expected,
        outcome=KEYS,
        priority=TEXT,
        ending=st.sampled_from(get_args(Ending)),
        rules=st.lists(st.sampled_from([rule.name for rule in RULES]) | TEXT, max_size=2).map(tuple),
    ),
    withdrawn=TEXT,
)


def any_trees() -> st.SearchStrategy[Tree]:
    """Whatever has the shape of a tree, however little sense it makes."""
    return st.builds(
        Tree,
        key=KEYS,
        title=TEXT,
        language=TEXT,
        start=KEYS,
        nodes=st.lists(ANY_NODES, max_size=5).map(tuple),
        examples=st.lists(ANY_EXAMPLES, max_size=2).map(tuple),
    )
