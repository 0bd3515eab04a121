"""The problems of a draft, each with the place where it is put right."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from diagnosis.admin.draft_addresses import address_of, find_address, place_of
from diagnosis.models import DraftExample, DraftNode, DraftTree
from diagnosis.problems import Problem


@dataclass(frozen=True)
class ShownProblem:
    text: str
    address: str
    page: str = ""
    """The heading of the page, where it is told from elsewhere."""
    option_key: str = ""


@dataclass(frozen=True)
class ProblemsOfPage:
    heading: str
    address: str
    problems: list[ShownProblem]


def group_problems(draft: DraftTree, pages: Iterable[DraftNode], problems: Iterable[Problem]) -> list[ProblemsOfPage]:
    """By page, in the order in which they were found."""
    by_key = {page.key: page for page in pages}
    examples = example_ids(draft, problems)
    groups: dict[str, ProblemsOfPage] = {}
    for problem in problems:
        page = by_key.get(problem.node_key)
        name = page.key if page else ("examples" if problem.example_key else "")
        if name not in groups:
            groups[name] = ProblemsOfPage(heading_of(page, problem), address_of(page) if page else "", [])
        groups[name].problems.append(show_problem(problem, page, examples))
    return list(groups.values())


def heading_of(page: DraftNode | None, problem: Problem) -> str:
    if page is not None:
        return page.heading or page.key
    return "Examples" if problem.example_key else "The draft as a whole"


def show_problem(problem: Problem, page: DraftNode | None, examples: dict[str, int]) -> ShownProblem:
    if problem.example_key in examples:
        address = find_address("admin:diagnosis_draftexample_change", examples[problem.example_key])
    elif page is not None:
        address = address_of(page) + place_of(problem)
    else:
        address = place_of(problem)
    return ShownProblem(problem.text, address, option_key=problem.option_key)


def example_ids(draft: DraftTree, problems: Iterable[Problem]) -> dict[str, int]:
    if not any(problem.example_key for problem in problems):
        return {}
    return dict(DraftExample.objects.filter(tree=draft).values_list("key", "pk"))


def problems_here(page: DraftNode, problems: Iterable[Problem]) -> list[ShownProblem]:
    """Those of one page, with their places on it."""
    return [
        ShownProblem(problem.text, place_of(problem) or "#id_heading", option_key=problem.option_key)
        for problem in problems
        if problem.node_key == page.key
    ]


def count_problems(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(problem.node_key for problem in problems)
