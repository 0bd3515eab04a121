from collections import Counter
from itertools import combinations
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnosis.drawing import draw_tree, outline_tree
from diagnosis.drawing.words import text_width
from diagnosis.problems import Problem
from diagnosis.tree import Tree, on_screen
from tests.diagnosis.builders import advice, leak_tree, option, outcome, question, tree

SVG = "{http://www.w3.org/2000/svg}"
BANDS = {"E2": 1, "E24": 1, "U1": 2, "R20": 4}
HOSTILE = "</title></svg><script>alert('\"x\"')</script>&amp;\x00\x0b\uffff]]>"


def picture(drawn: Tree, problems: tuple[Problem, ...] = ()) -> ElementTree.Element:
    return ElementTree.fromstring(draw_tree(drawn, BANDS, problems))  # noqa: S314


def boxes(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {box.attrib["data-key"]: box for box in svg.iter(f"{SVG}g")}


def ways(svg: ElementTree.Element) -> Counter[tuple[str, str, str]]:
    found = [path for path in svg.iter(f"{SVG}path") if path.get("class") == "tree-way"]
    return Counter((way.attrib["data-from"], way.attrib["data-to"], way.findtext(f"{SVG}title") or "") for way in found)


def words(element: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in element.iter(f"{SVG}text"))


def edges(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    sides = ("x", "y", "width", "height")
    found = [[float(rect.attrib[side]) for side in sides] for rect in svg.iter(f"{SVG}rect")]
    return [(x, y, x + width, y + height) for x, y, width, height in found]


def overlapping(svg: ElementTree.Element) -> list[object]:
    return [
        (one, other)
        for one, other in combinations(edges(svg), 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def test_every_page_outcome_and_option_of_the_leak_tree_is_drawn() -> None:
    svg = picture(leak_tree())
    assert set(boxes(svg)) == set(leak_tree().by_key)
    options = [(node.key, one.next, one.text) for node in leak_tree().nodes for one in node.options]
    assert ways(svg) == Counter(options)


def test_each_box_says_its_words_in_the_order_of_the_page() -> None:
    drawn = boxes(picture(leak_tree()))
    for node in leak_tree().nodes:
        options = [] if not node.options else [one.text for one in on_screen(node)]  # type: ignore[arg-type]
        assert words(drawn[node.key]).endswith(" ".join([node.heading, *options]))


def test_no_box_overlaps_another_and_all_are_inside() -> None:
    svg = picture(leak_tree())
    assert overlapping(svg) == []
    for left, top, right, bottom in edges(svg):
        assert left >= 0
        assert top >= 0
        assert right <= float(svg.attrib["width"])
        assert bottom <= float(svg.attrib["height"])


def test_a_way_leads_to_the_right_wherever_there_is_no_circle() -> None:
    drawn = boxes(picture(leak_tree()))
    across = {key: float(box.find(f"{SVG}rect").attrib["x"]) for key, box in drawn.items()}  # type: ignore[union-attr]
    assert all(across[one.next] > across[node.key] for node in leak_tree().nodes for one in node.options)


@pytest.mark.parametrize(
    ("made", "css_class", "says"),
    [
        (outcome("end", priority="E2", ending="ring"), "tree-band-1", "E2: ring us"),
        (outcome("end", priority="R20"), "tree-band-4", "R20: book a time"),
        (outcome("end", priority="ODD"), "tree-band-0", "ODD: book a time"),
        (outcome("end", priority="", ending="advice"), "tree-outcome", "No priority: advice only"),
    ],
)
def test_an_outcome_shows_its_priority_in_colour_and_in_words(
    made: dict[str, object], css_class: str, says: str
) -> None:
    drawn = tree(question("ask", option("a", "end")), made)
    box = boxes(picture(drawn))["end"]
    assert css_class in box.attrib["class"].split()
    assert words(box).startswith(says)
    assert says in outline_tree(drawn)


def test_problems_are_marked_in_the_picture_and_in_the_list() -> None:
    problem = Problem("end", "This outcome has no trade.")
    drawn = tree(question("ask", option("a", "end")), outcome("end"))
    found = boxes(picture(drawn, (problem,)))
    assert "tree-faulty" in found["end"].attrib["class"]
    assert "tree-faulty" not in found["ask"].attrib["class"]
    assert problem.text in words(found["end"])
    assert problem.text in outline_tree(drawn, [problem])


def test_an_option_that_leads_nowhere_and_a_circle_are_drawn_too() -> None:
    drawn = tree(
        question("ask", option("a", "tell"), option("b", "gone"), option("c", "")),
        advice("tell", option("back", "ask"), option("self", "tell")),
        outcome("alone"),
    )
    svg = picture(drawn)
    assert set(boxes(svg)) == {"ask", "tell", "alone", "gone", ""}
    assert sum(ways(svg).values()) == 5
    assert "There is no page" in words(boxes(svg)["gone"])
    assert overlapping(svg) == []


def test_hostile_words_stay_words() -> None:
    key = f'" onload="x {HOSTILE}'
    drawn = tree(question("ask", option("a", key, text=HOSTILE), text=HOSTILE), outcome(key, title=HOSTILE))
    problems = (Problem("ask", HOSTILE), Problem(key, HOSTILE))
    svg = picture(drawn.model_copy(update={"title": HOSTILE}), problems)
    names = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert names == {"svg", "defs", "marker", "path", "g", "title", "rect", "text"}
    assert not {name for element in svg.iter() for name in element.attrib if name.startswith("on") or name == "style"}
    for html in (draw_tree(drawn, BANDS, problems), outline_tree(drawn, problems)):
        assert "<script" not in html
        assert 'onload="x' not in html


def test_lines_of_words_fit_their_box() -> None:
    long = "W" * 400 + " " + "水" * 200 + " a few short words " * 40
    svg = picture(tree(question("ask", option("a", "end", text=long), text=long), outcome("end")))
    lines = [text.text or "" for text in svg.iter(f"{SVG}text")]
    assert max(map(text_width, lines)) * 13 <= 250 - 2 * 10 + 13
    assert any(line.endswith("…") for line in lines)


def test_the_list_tells_each_page_once_and_links_to_it_elsewhere() -> None:
    page = html5lib.parse(outline_tree(leak_tree()), namespaceHTMLElements=False)
    told = [item.get("id") for item in page.iter() if (item.get("id") or "").startswith("tree-")]
    links = [link.get("href") for link in page.iter() if (link.get("href") or "").startswith("#tree-")]
    options = sum(len(node.options) for node in leak_tree().nodes)
    assert len(told) == len(set(told)) == len(leak_tree().nodes)
    assert {(href or "#")[1:] for href in links} <= set(told)
    choices = [item for item in page.iter() if item.get("class") == "tree-choice"]
    assert len(choices) == options


def wide(size: int) -> Tree:
    """Each page leads to the next, to the last and to one far away: as many long ways as there are pages."""
    asked = [
        question(str(n), option("a", str(n + 1)), option("b", str(size)), option("c", str((n * n + n) % size)))
        for n in range(size)
    ]
    return tree(*asked, outcome(str(size)))


def test_two_thousand_pages_are_drawn() -> None:
    drawn = wide(2000)
    assert draw_tree(drawn, BANDS).count("data-key=") == len(drawn.nodes)
    assert outline_tree(drawn)


keys = st.sampled_from(["a", "b", "c", "d", "e", ""])
options = st.lists(st.builds(option, st.text(max_size=3), keys, text=st.text(max_size=60)), max_size=5)
pages = st.builds(lambda key, given, text: question(key, *given, text=text), keys, options, st.text(max_size=99))
tellings = st.builds(lambda key, given: advice(key, *given), keys, options)
ends = st.builds(lambda key, title: outcome(key, title=title), keys, st.text(max_size=99))


@settings(max_examples=60, deadline=None)
@given(st.lists(pages | tellings | ends, min_size=1, max_size=8), keys)
def test_any_tree_is_drawn_sound_or_not(nodes: list[dict[str, object]], start: str) -> None:
    drawn = tree(*nodes, start=start)
    svg = picture(drawn)
    assert set(drawn.by_key) <= set(boxes(svg))
    assert sum(ways(svg).values()) == sum(len(node.options) for node in drawn.by_key.values())
    assert overlapping(svg) == []
    assert outline_tree(drawn).count("<li id=") == len(boxes(svg))


def test_an_empty_tree_is_drawn() -> None:
    drawn = Tree(key="none", title="None", language="en", start="", nodes=())
    assert boxes(picture(drawn)) == {}
    assert "<li" not in outline_tree(drawn)
