from dataclasses import dataclass

from django.db import transaction

from diagnosis.models import SorItem
from diagnosis.sor_file import COLUMNS, SorFile


@dataclass(frozen=True)
class Changes:
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int


def compare_sor(file: SorFile) -> Changes:
    """What importing the file would do. Items that are not in it stay: published trees may need them."""
    stored = {item.code: item for item in SorItem.objects.select_related("trade")}
    changed = [code for code, item in file.items.items() if code in stored and not same(item, stored[code])]
    added = [code for code in file.items if code not in stored]
    return Changes(tuple(added), tuple(changed), len(file.items) - len(added) - len(changed))


def same(one: SorItem, other: SorItem) -> bool:
    return all(getattr(one, column) == getattr(other, column) for column in COLUMNS)


@transaction.atomic
def import_sor(file: SorFile) -> Changes:
    changes = compare_sor(file)
    SorItem.objects.bulk_create(
        [file.items[code] for code in (*changes.added, *changes.changed)],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[column for column in COLUMNS if column != "code"],
    )
    return changes
