"""Whatever somebody answers, in whatever order they go back and change it, there is a path that makes sense."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from repairs.report.answers import NOT_LISTED, Address, Answers, Details, Household, Tenure, WaterOff, YesNo
from repairs.report.asked import is_over
from repairs.report.drafts import changed, is_all_here
from repairs.report.journey import JOURNEY
from repairs.report.path import Page, Path, find_path, find_path_after
from repairs.report.progress import HomeFacts, Setting
from tests.report.small_tree import CONTACT, HOME, SLOT, setting, slugs

ADDRESS = Address(line_1="1 New Road", town="Northmere", postcode="NM9 9ZZ")

homes = st.builds(
    HomeFacts,
    key=st.just(HOME.key),
    tenure=st.sampled_from(["secure", "leasehold", "right_to_buy"]),
    is_tenancy=st.booleans(),
    patch=st.sampled_from([None, "N"]),
    calls_back=st.booleans(),
)
households = st.builds(
    Household,
    damp=st.sampled_from(YesNo),
    recent=st.sampled_from(YesNo),
    water_off=st.sampled_from([None, WaterOff.NONE_LEFT]),
)


def answers_to(page: Page) -> st.SearchStrategy[dict[str, Any]]:
    """What the page's form could give."""
    if page.node is not None:
        return st.sampled_from([{"option": option.key} for option in page.node.options])
    given, job = page.progress.given, page.progress.job
    here = SLOT.model_copy(update={"job": job})
    answers: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "result": st.just({"result": (*given.result, page.progress.result)}),
        "postcode": st.sampled_from([{"postcode": "NM1 2AB"}, {"postcode": "NM5 2TF"}]),
        "home": st.sampled_from([{"home": HOME.key}, {"home": NOT_LISTED}]),
        "address": st.just({"address": ADDRESS}),
        "tenure": st.sampled_from([{"tenure": tenure} for tenure in Tenure]),
        "what-we-do": st.just({"what_we_do": given.tenure}),
        "household": households.map(lambda household: {"household": household}),
        "details": st.just({"details": Details()}),
        "slot": st.sampled_from([{"slot": here, "no_slot": None}, {"slot": None, "no_slot": job}]),
        "times": st.just({"times": ("any time",)}),
        "contact": st.just({"contact": CONTACT}),
    }
    return answers[page.step.slug]


def is_end(page: Page) -> bool:
    return page.step.slug == "check" or (page.step.slug == "result" and is_over(page.progress))


def check(path: Path, against: Setting) -> None:
    assert len(set(slugs(path))) == len(path.pages), "a page is there twice"
    assert [page.answered for page in path.pages] == [True] * (len(path.pages) - 1) + [False]
    assert slugs(find_path(path.progress.given, against, JOURNEY)) == slugs(path), "it does not replay to itself"


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@drawn(st.data(), homes)
def test_any_answers_give_a_path_that_ends_and_replays_to_itself(data: st.DataObject, home: HomeFacts) -> None:
    against, answers = setting(home), Answers()
    for _ in range(data.draw(st.integers(1, 25))):
        path = find_path(answers, against, JOURNEY)
        check(path, against)
        page = data.draw(st.sampled_from([one for one in path.pages if not is_end(one)]))
        update = data.draw(answers_to(page))
        answers = changed(answers, page, update)
        if is_all_here(page, update):
            assert find_path_after(path, page, answers, against, JOURNEY) == find_path(answers, against, JOURNEY)
    check(find_path(answers, against, JOURNEY), against)


@drawn(st.data(), homes)
def test_whoever_goes_on_answering_comes_to_an_end(data: st.DataObject, home: HomeFacts) -> None:
    against, answers = setting(home), Answers()
    path = find_path(answers, against, JOURNEY)
    for _ in range(25):
        check(path, against)
        if is_end(path.last):
            return
        answers = changed(answers, path.last, data.draw(answers_to(path.last)))
        before, path = path, find_path(answers, against, JOURNEY)
        assert slugs(path) != slugs(before), "an answer led nowhere"
    raise AssertionError(f"no end in sight: {slugs(path)}")
