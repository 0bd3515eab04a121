"""What keeps messages from going, whoever they are for. No message is at fault, and only the council can mend it."""

from enum import StrEnum


class Bar(StrEnum):
    KEY = "notify-key"
    """Revoked or wrong."""
    CLOCK = "notify-clock"
    """Ours is wrong, and Notify goes by it."""
    TEAM_ONLY = "notify-team-only"
    """The key is for trying things out: it sends to members of the council's team and to nobody else."""
    TRIAL = "notify-trial"
    """The council's account has not gone live, with the same effect."""
    DAILY_LIMIT = "notify-limit"
