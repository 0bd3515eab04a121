"""Trying the examples of a tree: each must come out as it says."""

from collections.abc import Iterator, Mapping
from datetime import date

from diagnosis.example import Example
from diagnosis.facts import Facts
from diagnosis.problems.examples import naming_faults
from diagnosis.problems.problem import Problem
from diagnosis.tree import Outcome, Tree
from diagnosis.triage import Decision, triage
from diagnosis.walk import walk

DAYS = {"winter": date(2026, 1, 15), "summer": date(2026, 7, 15)}


class NoDecision(Exception):
    """An example whose answers no longer lead to an outcome. Says why, in words."""


def example_problems(tree: Tree, ranks: Mapping[str, int]) -> Iterator[Problem]:
    """One for each way in which an example comes out otherwise than it says.

    One that names what is not there cannot be tried: `diagnosis.problems` says so.
    """
    for example in tree.examples:
        if not example.withdrawn and not any(naming_faults(tree, example, ranks)):
            for text in example_faults(tree, example, ranks):
                yield Problem("", f"The example “{example.name}” does not hold: {text}", example_key=example.key)


def example_faults(tree: Tree, example: Example, ranks: Mapping[str, int]) -> Iterator[str]:
    try:
        decision = decide_example(tree, example, ranks)
    except NoDecision as error:
        yield str(error)
        return
    expected = example.expect
    if decision.outcome_key != expected.outcome:
        yield f"it ends at {name(tree, decision.outcome_key)}, not at {name(tree, expected.outcome)}."
    if decision.priority != expected.priority:
        yield f"its priority is {decision.priority or 'none'}, not {expected.priority or 'none'}."
    if decision.ending != expected.ending:
        yield f"it ends with “{decision.ending}”, not with “{expected.ending}”."
    fired = {reason.rule for reason in decision.reasons}
    yield from (f"the rule “{rule}” plays no part." for rule in expected.rules if rule not in fired)


def decide_example(tree: Tree, example: Example, ranks: Mapping[str, int]) -> Decision:
    """Raises NoDecision where its answers lead to no outcome."""
    outcome, established = end_of(tree, example) if example.answers else (tree.by_key.get(example.expect.outcome), {})
    if not isinstance(outcome, Outcome):
        raise NoDecision(f"there is no outcome “{example.expect.outcome}”.")
    facts = Facts.gathered(
        {**established, **example.facts},
        people_at_risk=frozenset(example.people_at_risk),
        damp=example.damp,
        recent=example.recent,
        recalls=example.recalls,
    )
    return triage(outcome, facts, ranks=ranks, reported_on=DAYS[example.season], tenure=example.tenure)


def end_of(tree: Tree, example: Example) -> tuple[Outcome, Mapping[str, str]]:
    walked = walk(tree, example.answers)
    if walked.outcome is None:
        last = walked.pages[-1].heading if walked.pages else tree.start
        raise NoDecision(f"it has no answer to “{last}” that is offered there.")
    return walked.outcome, walked.facts


def name(tree: Tree, key: str) -> str:
    node = tree.by_key.get(key)
    return f"“{node.heading}”" if node else f"“{key}”, which does not exist"
