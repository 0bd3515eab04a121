"""Beginning a diagnosis that nobody has published yet."""

from django.db import IntegrityError, transaction

from diagnosis.drafts.changing import note_change
from diagnosis.models import DraftTree


class KeyTaken(Exception):
    """A draft with that key was begun already."""


def begin_draft(title: str, key: str, *, by: str) -> DraftTree:
    try:
        with transaction.atomic():
            draft = DraftTree.objects.create(key=key, title=title, created_by=by, changed_by=by)
            note_change(key, by, f"A draft of a new diagnosis was begun: “{title}”.")
    except IntegrityError as error:
        raise KeyTaken from error
    return draft
