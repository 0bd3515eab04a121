"""The examples of a draft, each with whether it holds."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from diagnosis.admin.draft_addresses import find_address, hub_address
from diagnosis.admin.review import say_fault
from diagnosis.drafts.checking import check_draft
from diagnosis.models import DraftExample, DraftNode, DraftTree
from diagnosis.problems import Problem
from repairs.council.models import Priority

SHOWN = {"": "All", "fail": "Do not hold", "hold": "Hold", "withdrawn": "Withdrawn"}
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class ExampleLine:
    name: str
    address: str
    expected: str
    faults: tuple[str, ...]
    withdrawn: str

    @property
    def state(self) -> str:
        return "withdrawn" if self.withdrawn else "fail" if self.faults else "hold"


def list_context(draft: DraftTree, shown: str, words: str, *, may_change: bool) -> dict[str, Any]:
    lines = example_lines(draft)
    shown = shown if shown in SHOWN else ""
    words = " ".join(words[:LONGEST_SEARCH].split())
    counts = {"": len(lines)} | {state: sum(line.state == state for line in lines) for state in SHOWN if state}
    return {
        "title": f"Examples: {draft.title}",
        "here": "Examples",
        "draft": draft,
        "hub": hub_address(draft.pk),
        "try_address": find_address("try-draft", draft.pk),
        "lines": [line for line in lines if shown in {"", line.state} and has_words(line, words)],
        "filters": [(state, label, counts[state], state == shown) for state, label in SHOWN.items()],
        "words": words,
        "shown": shown,
        "may_change": may_change,
    }


def has_words(line: ExampleLine, words: str) -> bool:
    text = f"{line.name} {line.expected}".casefold()
    return all(word in text for word in words.casefold().split())


def example_lines(draft: DraftTree) -> list[ExampleLine]:
    faults = faults_by_example(check_draft(draft).problems, draft)
    headings = dict(DraftNode.objects.filter(tree=draft).values_list("key", "heading"))
    priorities = {priority.code: str(priority) for priority in Priority.objects.all()}
    return [
        ExampleLine(
            name=example.name or example.key,
            address=find_address("admin:diagnosis_draftexample_change", example.pk),
            expected=say_expected(example, headings, priorities),
            faults=tuple(faults[example.key]),
            withdrawn=example.withdrawn,
        )
        for example in DraftExample.objects.filter(tree=draft)
    ]


def say_expected(example: DraftExample, headings: dict[str, str], priorities: dict[str, str]) -> str:
    outcome = headings.get(example.outcome) or example.outcome or "no outcome"
    priority = priorities.get(example.priority, example.priority) or "no priority"
    return f"{outcome}: {priority}, {example.get_ending_display().lower()}"


def faults_by_example(problems: list[Problem], draft: DraftTree) -> dict[str, list[str]]:
    """What is wrong with each example, without its name in front."""
    names = dict(DraftExample.objects.filter(tree=draft).values_list("key", "name"))
    faults: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.example_key:
            faults[problem.example_key].append(say_fault(problem.text, names.get(problem.example_key, "")))
    return faults
