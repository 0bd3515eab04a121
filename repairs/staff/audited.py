"""Every change that staff make in the admin is kept: who, when, and from what to what."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from repairs.staff.form_words import label_of, what_form_did
from repairs.staff.row_words import say_row

Row = TypeVar("Row", bound=Model)


class Audited(admin.ModelAdmin[Row]):
    """Django keeps the names of the fields that changed. This keeps what they held before and after."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return what_form_did(form, formsets, added=add)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Row]) -> Any:
        told = [(row, f"Deleted. It held {say_row(row)}.") for row in queryset]
        return keep_changes(request.user, DELETION, told)


class AuditedByName(admin.ModelAdmin[Row]):
    """For rows about people and their homes: that a field changed is kept, and nothing of what it held."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        fields = [label_of(form, name) for name in form.changed_data if name in form.fields]
        rows = [
            str(formset.model._meta.verbose_name)
            for formset in formsets or []
            if formset.new_objects or formset.changed_objects or formset.deleted_objects
        ]
        return f"{'Added' if add else 'Changed'}: {', '.join([*fields, *rows]) or 'nothing'}."

    def log_addition(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        return keep_changes(request.user, ADDITION, [(obj, message)], personal=True)

    def log_change(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        return keep_changes(request.user, CHANGE, [(obj, message)], personal=True)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Row]) -> Any:
        return keep_changes(request.user, DELETION, [(row, "Deleted.") for row in queryset], personal=True)


def keep_changes(by: Any, flag: int, told: Iterable[tuple[Model, str]], *, personal: bool = False) -> list[LogEntry]:
    """`personal` leaves out how the row calls itself, which may be an address or a name."""
    return LogEntry.objects.bulk_create(
        LogEntry(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(row, for_concrete_model=False),
            object_id=str(row.pk),
            object_repr=(f"{row._meta.verbose_name} {row.pk}" if personal else str(row))[:200],
            action_flag=flag,
            change_message=message,
        )
        for row, message in told
    )


def command_line() -> User:
    """The account in whose name the shell changes rows. Nobody can sign in with it."""
    user, is_new = User.objects.get_or_create(username="command-line", defaults={"is_active": False})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
