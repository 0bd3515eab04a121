"""Ways through a tree: every one leads somewhere, no one goes round in a circle, and danger is met early."""

from collections import Counter, deque
from collections.abc import Iterator

from diagnosis.problems.problem import Problem
from diagnosis.tree import Advice, Outcome, Question, Tree
from diagnosis.vocabulary import is_emergency

MOST_QUESTIONS_TO_AN_EMERGENCY = 2


def route_problems(tree: Tree) -> Iterator[Problem]:
    keys = Counter(node.key for node in tree.nodes)
    yield from (Problem(key, "More than one page has this key.") for key, times in keys.items() if times > 1)
    yield from missing_next(tree)
    if isinstance(tree.by_key.get(tree.start), Question | Advice):
        yield from unreachable(tree)
        yield from loops(tree)
        yield from far_emergencies(tree)
    else:
        yield Problem("", say_start(tree), field="start")


def say_start(tree: Tree) -> str:
    node = tree.by_key.get(tree.start)
    if not tree.start:
        return "The tree has no first page."
    if node is not None:
        return f"The tree starts at “{node.heading}”, which is an outcome. It must be a question or an advice page."
    return f"The tree starts at “{tree.start}”, which is not one of its pages."


def missing_next(tree: Tree) -> Iterator[Problem]:
    for node in tree.nodes:
        for option in node.options:
            if not option.next:
                yield Problem(node.key, f"The option “{option.text}” leads nowhere.", option.key)
            elif option.next not in tree.by_key:
                says = f"The option “{option.text}” leads to “{option.next}”, which does not exist."
                yield Problem(node.key, says, option.key)


def after(tree: Tree, key: str) -> list[str]:
    return [option.next for option in tree.by_key[key].options if option.next in tree.by_key]


def unreachable(tree: Tree) -> Iterator[Problem]:
    reached, waiting = {tree.start}, [tree.start]
    while waiting:
        new = set(after(tree, waiting.pop())) - reached
        reached |= new
        waiting.extend(new)
    yield from (Problem(key, "No way leads here.") for key in tree.by_key if key not in reached)


def loops(tree: Tree) -> Iterator[Problem]:
    """Depth first, by hand: a long tree must not exhaust the stack."""
    done: set[str] = set()
    open_keys = {tree.start: None}
    trail = [(tree.start, iter(tree.by_key[tree.start].options))]
    while trail:
        key, ways = trail[-1]
        option = next(ways, None)
        if option is None:
            trail.pop()
            del open_keys[key]
            done.add(key)
        elif option.next in open_keys:
            back = tree.by_key[option.next].heading
            says = f"The option “{option.text}” leads back to “{back}”, so it would never end."
            yield Problem(key, says, option.key)
        elif option.next in tree.by_key and option.next not in done:
            open_keys[option.next] = None
            trail.append((option.next, iter(tree.by_key[option.next].options)))


def far_emergencies(tree: Tree) -> Iterator[Problem]:
    """From a safety question, the shortest way to each emergency that does not first ask where the water is.

    A page that shows our phone number first counts as having arrived.
    """
    start = tree.by_key[tree.start]
    if not isinstance(start, Question) or start.order != "safety":
        return
    for key, questions in questions_before(tree).items():
        node = tree.by_key[key]
        if isinstance(node, Outcome) and is_emergency(node.priority) and questions > MOST_QUESTIONS_TO_AN_EMERGENCY:
            yield Problem(
                key, f"This is an emergency, and {questions} questions are asked before anyone is told to ring."
            )


def questions_before(tree: Tree) -> dict[str, int]:
    """The fewest questions asked before each node. Pages that ask nothing cost nothing, so they go first in line."""
    fewest = {tree.start: 0}
    waiting = deque([tree.start])
    while waiting:
        key = waiting.popleft()
        node = tree.by_key[key]
        if isinstance(node, Outcome) or node.ring or node.needs_home:
            continue
        asked = fewest[key] + node.is_choice
        for step in after(tree, key):
            if asked < fewest.get(step, len(tree.nodes) + 1):
                fewest[step] = asked
                (waiting.append if node.is_choice else waiting.appendleft)(step)
    return fewest
