from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    node_key: str
    """Empty where it is about the tree as a whole."""
    text: str
