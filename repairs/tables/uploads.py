"""Files between the moment they are uploaded and the moment someone agrees to what they change."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from repairs.tables.csv_file import is_text
from repairs.tables.models import Upload
from repairs.tables.table import Table

KEEP = timedelta(days=1)


def keep_upload(table: Table, *, name: str, content: bytes, by: Any) -> Upload:
    """A person looks at one file of a table at a time."""
    now = timezone.now()
    Upload.objects.filter(Q(at__lt=now - KEEP) | Q(by=by, table=table.model._meta.label_lower)).delete()
    shown = "".join(one for one in name if is_text(one))[-100:]
    return Upload.objects.create(
        table=table.model._meta.label_lower, name=shown or "a file", content=content, by=by, at=now
    )


def find_upload(table: Table, id: int, by: Any) -> Upload | None:
    return Upload.objects.filter(pk=id, by=by, table=table.model._meta.label_lower).first()
