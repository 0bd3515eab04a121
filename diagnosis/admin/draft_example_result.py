"""What comes of an example as the draft is now, and why."""

from dataclasses import dataclass

from diagnosis.examples import NoDecision, decide_example
from diagnosis.explaining import Effect, Explaining
from diagnosis.models import DraftNode
from diagnosis.tree import Outcome, Tree
from repairs.council.models import Priority


@dataclass(frozen=True)
class ExampleResult:
    outcome: str
    own_priority: str
    priority: str
    ending: str
    effects: tuple[Effect, ...]


def result_of(tree: Tree | None, key: str) -> ExampleResult | None:
    """None where it cannot be tried."""
    example = next((example for example in tree.examples if example.key == key), None) if tree else None
    if tree is None or example is None:
        return None
    priorities = {priority.code: priority for priority in Priority.objects.all()}
    ranks = {code: priority.rank for code, priority in priorities.items()}
    try:
        decision = decide_example(tree, example, ranks)
    except NoDecision:
        return None
    outcome = tree.by_key[decision.outcome_key]
    if not isinstance(outcome, Outcome):
        return None
    names, endings = {code: str(row) for code, row in priorities.items()}, dict(DraftNode.Ending.choices)
    explaining = Explaining(outcome, decision, ranks, names, endings)
    return ExampleResult(
        outcome=outcome.title,
        own_priority=names.get(outcome.priority, outcome.priority) or "no priority",
        priority=names.get(decision.priority, decision.priority) or "no priority",
        ending=endings[decision.ending],
        effects=tuple(explaining.effects()),
    )
