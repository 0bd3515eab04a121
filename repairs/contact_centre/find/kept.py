"""What somebody of the staff looked for last. It is kept in their session, because addresses end up in logs."""

import secrets

from django.contrib.sessions.backends.base import SessionBase

KEY = "looked_for"
MOST = 8


def keep_search(session: SessionBase, typed: str) -> str:
    """The name that it is called back by."""
    kept: dict[str, str] = session.get(KEY, {})
    name = next((name for name, words in kept.items() if words == typed), secrets.token_urlsafe(6))
    others = {other: words for other, words in kept.items() if other != name}
    session[KEY] = dict([*others.items(), (name, typed)][-MOST:])
    return name


def kept_search(session: SessionBase, name: str) -> str | None:
    kept: dict[str, str] = session.get(KEY, {})
    return kept.get(name)
