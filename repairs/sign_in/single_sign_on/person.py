"""Who the council's sign-in says somebody is, as a user with groups here."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction

from repairs.sign_in.models import Identity

LONGEST_NAME = 150


class Refused(Exception):
    """Their sign-in is sound, and they may not come in. The text is why."""


NO_GROUP, DISABLED, NAME_TAKEN, NO_NAME = "no group", "disabled here", "name taken", "no name"
WEAK = "too weak"
SAY_HOW = ("acr", "acrs", "amr")
"""The claims that say how somebody signed in there: of OpenID Connect, of Entra ID, and of RFC 8176."""


@transaction.atomic
def person_of(claims: dict[str, Any]) -> User:
    """Raises Refused. Their groups are set at every sign-in; those that no claim stands for stay as they are."""
    if not is_strong(claims):
        raise Refused(WEAK)
    groups = groups_of(claims)
    if not groups:
        raise Refused(NO_GROUP)
    user = known(claims) or newcomer(claims)
    if not user.is_active or not user.is_staff:
        raise Refused(DISABLED)
    user.groups.remove(*Group.objects.filter(name__in=settings.OIDC_GROUPS.values()).exclude(name__in=groups))
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def is_strong(claims: dict[str, Any]) -> bool:
    said = [value for name in SAY_HOW for value in values_of(claims, name)]
    return not settings.OIDC_STRENGTH or any(one in said for one in settings.OIDC_STRENGTH)


def values_of(claims: dict[str, Any], name: str) -> list[Any]:
    said = claims.get(name)
    return said if isinstance(said, list) else [said]


def groups_of(claims: dict[str, Any]) -> set[str]:
    values = values_of(claims, settings.OIDC_GROUPS_CLAIM)
    return {settings.OIDC_GROUPS[one] for one in values if isinstance(one, str) and one in settings.OIDC_GROUPS}


def known(claims: dict[str, Any]) -> User | None:
    found = Identity.objects.select_related("user").filter(issuer=claims["iss"], subject=str(claims["sub"])).first()
    return found.user if found else None


def newcomer(claims: dict[str, Any]) -> User:
    """An account that waits for them under their name, if it has no password. Otherwise a new one.

    An account with a password is not theirs because its name is alike: names can be chosen, and change hands.
    """
    name = str(claims.get("preferred_username") or claims.get("email") or "").strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused(NO_NAME)
    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        user = User.objects.create_user(name, is_staff=True, **names_in(claims))
    elif user.has_usable_password() or Identity.objects.filter(user=user).exists():
        raise Refused(NAME_TAKEN)
    Identity.objects.create(user=user, issuer=claims["iss"], subject=str(claims["sub"]))
    return user


def names_in(claims: dict[str, Any]) -> dict[str, str]:
    return {
        "first_name": str(claims.get("given_name") or "")[:LONGEST_NAME],
        "last_name": str(claims.get("family_name") or "")[:LONGEST_NAME],
    }
