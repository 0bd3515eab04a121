"""Repairs by what somebody who rings says of themselves: their name, phone or email. For staff."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Lower

from repairs.homes.word_search import has_words
from repairs.log.models import Assistance, Repair

MOST = 20

Keys = list[tuple[datetime, int]]
"""When repairs were reported, and their keys: newest first, and at most one more than MOST."""


def keys_of_reference(reference: str) -> Keys:
    return own(Q(reference=reference))


def keys_of_phone(phone: str) -> Keys:
    """`phone` as `write_phone` writes it. With those for which somebody else rang."""
    return newest(own(Q(phone=phone)), rung_about(Q(caller_phone=phone)))


def keys_of_email(email: str) -> Keys:
    same = Repair.objects.alias(lower_email=Lower("email")).filter(lower_email=email.lower())
    return list(same.order_by("-reported_at", "-pk").values_list("reported_at", "pk")[: MOST + 1])


def keys_of_name(names: Sequence[str]) -> Keys:
    """`names` are beginnings in small letters, in any order. With those for which somebody else rang."""
    terms = [((name,),) for name in names]
    return newest(own(has_words(["name"], terms)), rung_about(has_words(["caller_name"], terms)))


def own(of_repair: Q) -> Keys:
    found = Repair.objects.filter(of_repair).order_by("-reported_at", "-pk")
    return list(found.values_list("reported_at", "pk")[: MOST + 1])


def rung_about(of_caller: Q) -> Keys:
    found = Assistance.objects.filter(of_caller).order_by("-repair__reported_at", "-repair")
    return list(found.values_list("repair__reported_at", "repair")[: MOST + 1])


def newest(*found: Keys) -> Keys:
    return sorted({key for keys in found for key in keys}, reverse=True)[: MOST + 1]
