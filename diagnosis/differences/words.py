"""The words in which a change is told."""

from collections.abc import Iterator

from diagnosis.tree import Tree


def changed_words(what: str, old: str, new: str) -> Iterator[str]:
    if old and new and old != new:
        yield f"the {what} changed from {quote(old)} to {quote(new)}"
    elif old != new:
        yield f"the {what} was added: {quote(new)}" if new else f"the {what} was taken away: {quote(old)}"


def changed_mark(subject: str, mark: str, old: bool, new: bool) -> Iterator[str]:
    if old != new:
        yield f"{subject} {'now' if new else 'no longer'} {mark}"


def name_both(before: Tree, old: str, after: Tree, new: str) -> tuple[str, str]:
    """With their keys where their headings are the same."""
    was, now = name_node(before, old), name_node(after, new)
    return (was, now) if was != now else (f"{was} ({old})", f"{now} ({new})")


def name_node(tree: Tree, key: str) -> str:
    """Its heading, and its key too where another page has the same heading."""
    node = tree.by_key.get(key)
    if node is None:
        return quote(key) if key else "no page"
    alike = sum(other.heading == node.heading for other in tree.by_key.values())
    return quote(node.heading) if alike == 1 else f"{quote(node.heading)} ({key})"


def quote(text: str) -> str:
    return f"“{text}”"
