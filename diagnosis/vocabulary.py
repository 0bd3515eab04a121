"""The words that a tree's document may use because rules or pages give them a meaning."""

EMERGENCY = "E"

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

PLACEHOLDERS = frozenset(
    {
        "phone:repairs",
        "phone:gas",
        "phone:gas-textphone",
        "phone:power",
        "phone:water",
        "council",
        "water_company",
    }
)


def is_emergency(priority: str) -> bool:
    """The council names its priorities and sets their times; that an emergency's code begins with E is ours."""
    return priority.startswith(EMERGENCY)
