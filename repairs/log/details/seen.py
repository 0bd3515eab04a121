"""Whether what somebody changes is still as it was on their page: two tabs must not undo each other unseen."""

import hashlib


def seen_of(*values: str) -> str:
    """Tells one state from another. It is part of a page that shows these values anyway."""
    return hashlib.sha256("\x1f".join(values).encode(errors="replace")).hexdigest()[:16]
