"""Someone called sam who changes a row in the admin, and what is kept of it."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client
from django.urls import reverse


def address(page: str, row: Model | type[Model]) -> str:
    args = [row.pk] if isinstance(row, Model) else []
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=args)


def as_typed(client: Client, path: str) -> dict[str, Any]:
    """What the browser would send from that page, if nothing were changed."""
    context = client.get(path).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [field for form in forms for field in form]
    return {field.html_name: shown for field in fields if (shown := field.value()) is not None and shown is not False}


def change(client: Client, row: Model, **values: Any) -> str:
    path = address("change", row)
    client.post(path, as_typed(client, path) | values)
    return last_change(row)


def last_change(row: Model) -> str:
    """As the history page of the row tells it."""
    entry = LogEntry.objects.latest("pk")
    assert entry.object_id == str(row.pk)
    assert entry.user.username == "sam"
    return entry.get_change_message()
