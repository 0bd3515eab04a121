import os


def tries(few: int) -> int:
    """How many cases to make up: a few, or `TRIES=20` times as many when someone has the time."""
    return few * int(os.environ.get("TRIES", "1"))
