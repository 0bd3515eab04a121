from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest

from repairs.sign_in.known_rows import KnownRows
from repairs.sign_in.second_factor.codes import reset_second_factor
from repairs.sign_in.sessions import end_sessions
from repairs.staff.audited import keep_changes

admin.site.unregister([User, Group])

# Django's two boxes to move names between have no labels that a screen reader can tell apart, and do not fit a phone.
A_PLAIN_LIST: tuple[str, ...] = ()


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    filter_horizontal = A_PLAIN_LIST

    def formfield_for_manytomany(
        self, db_field: Any, request: Any = None, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        return super().formfield_for_manytomany(db_field, request, **{"form_class": KnownRows, **kwargs})

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """The roles alone. Hundreds of rows tie each to what it may do and who has it, and are only counted."""
        named, counts, needed, kept = super().get_deleted_objects(objs, request)
        return [one for one in named if isinstance(one, str)], counts, needed, kept


@admin.register(User)
class StaffAdmin(UserAdmin[User]):
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff", "second_step"]
    list_select_related = ["second_factor"]
    filter_horizontal = A_PLAIN_LIST
    actions = ["reset", "sign_out"]

    def formfield_for_manytomany(
        self, db_field: Any, request: Any = None, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        return super().formfield_for_manytomany(db_field, request, **{"form_class": KnownRows, **kwargs})

    @admin.display(description="second step", boolean=True)
    def second_step(self, user: User) -> bool:
        return hasattr(user, "second_factor")

    @admin.action(description="Let them set up their second step again", permissions=["change"])
    def reset(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        done = [user for user in chosen if may_reset(request, user) and reset_second_factor(user)]
        told: list[tuple[Any, str]] = [(user, "Second step reset.") for user in done]
        keep_changes(request.user, CHANGE, told)
        how_many = f"{len(done)} {'person sets' if len(done) == 1 else 'people set'}"
        messages.success(request, f"{how_many} up their second step when they sign in again.")

    @admin.action(description="Sign them out everywhere", permissions=["change"])
    def sign_out(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        done = [user for user in chosen if may_reset(request, user)]
        ended = sum(end_sessions(user) for user in done)
        told: list[tuple[Any, str]] = [(user, "Signed out everywhere.") for user in done]
        keep_changes(request.user, CHANGE, told)
        messages.success(request, f"{ended} {'session was' if ended == 1 else 'sessions were'} ended.")


def may_reset(request: HttpRequest, user: User) -> bool:
    """That of whoever may do everything, only by another who may."""
    return bool(getattr(request.user, "is_superuser", False) or not user.is_superuser)
