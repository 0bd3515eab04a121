"""The words that a tree's document may use because rules or pages give them a meaning."""

from typing import Literal

EMERGENCY = "E"

Ending = Literal["book", "ring", "call-back", "advice", "not-ours"]

NOTHING_TO_DO: frozenset[str] = frozenset({"advice", "not-ours"})
"""Endings after which nobody comes."""

Tenure = Literal["secure", "introductory", "leasehold", "right_to_buy", "temporary", "shared_ownership"]

HAZARDS = {
    "damp-mould": "Damp, mould and fungal growth",
    "electrical": "Electrical hazards",
    "excess-cold": "Excess cold",
    "domestic-hygiene": "Domestic hygiene, pests and refuse",
    "structural-collapse": "Structural collapse and falling elements",
}

OUTCOME_FLAGS = {
    "access-next-door": "We must get into another home to stop it.",
    "from-above": "It comes from another home.",
    "no-water": "There is no water at all in the home.",
    "scaffold": "It may need scaffolding.",
    "shared": "It is in a part of the building or a system that several homes share.",
    "structure": "It is the outside or the structure of the building, which the council keeps up for leaseholders too.",
    "watertight": "It keeps the weather out.",
}

PLACEHOLDERS = {
    "phone:repairs": "our repairs number, in office hours or out of hours",
    "phone:gas": "the National Gas Emergency Service",
    "phone:gas-textphone": "its textphone",
    "phone:power": "the number for power cuts",
    "phone:water": "the water company's leak line",
    "council": "the name of the council",
    "water_company": "the name of the water company",
}
"""What a page can fill in, and what with."""


def is_emergency(priority: str) -> bool:
    """The council names its priorities and sets their times; that an emergency's code begins with E is ours."""
    return priority.startswith(EMERGENCY)
