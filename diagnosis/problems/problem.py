from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    node_key: str
    """Empty where it is about the tree as a whole."""
    text: str
    option_key: str = ""
    """Of the option it is about, where it is about one."""
    example_key: str = ""
    field: str = ""
    """What to put right, by its name in the document, where it is about one thing."""
