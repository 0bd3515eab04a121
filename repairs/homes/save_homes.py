"""Writing a batch of good rows into the register: only what is new or has changed is written."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from repairs.council.models import Patch
from repairs.homes.columns import AlertValue
from repairs.homes.models import Alert, Block, Home
from repairs.homes.rows import GoodRow

# Columns that are not fields of a home, and the path to the file's word for those that are keys.
NOT_FIELDS = {"uprn", "alerts", "block_name"}
PATHS = {"block": "block__reference", "patch": "patch__code"}


class Known(NamedTuple):
    """What the register has of a home, told as a file would tell it."""

    values: tuple[Any, ...]
    alerts: tuple[AlertValue, ...]
    is_gone: bool


class Batch:
    """Good rows, each of another home. What the file has no column for is left as it is."""

    def __init__(self, rows: Sequence[GoodRow], columns: Collection[str]) -> None:
        self.rows = rows
        self.has_alerts = "alerts" in columns
        self.fields = ["sort_key", *(name for name in columns if name not in NOT_FIELDS)]
        self.known = self._read_known()
        self.outcomes = [self._outcome(row) for row in rows]

    def _read_known(self) -> dict[str, Known]:
        uprns = [row.uprn for row in self.rows]
        alerts = read_alerts(uprns) if self.has_alerts else {}
        paths = [PATHS.get(name, name) for name in self.fields]
        homes = Home.objects.filter(uprn__in=uprns).values_list("uprn", "gone_at", *paths)
        return {
            uprn: Known(tuple(values), tuple(sorted(alerts.get(uprn, ()))), gone_at is not None)
            for uprn, gone_at, *values in homes
        }

    def _outcome(self, row: GoodRow) -> str:
        known = self.known.get(row.uprn)
        if known is None:
            return "new"
        if known.is_gone:
            return "returned"
        same = known.values == tuple(row.values[name] for name in self.fields) and not self._alerts_differ(row)
        return "unchanged" if same else "changed"

    def _alerts_differ(self, row: GoodRow) -> bool:
        known = self.known.get(row.uprn)
        return self.has_alerts and row.values["alerts"] != (known.alerts if known else ())

    def save(self) -> None:
        rows = [row for row, outcome in zip(self.rows, self.outcomes, strict=True) if outcome != "unchanged"]
        with transaction.atomic():
            save_blocks(self.rows)
            homes = self._save_homes(rows)
            self._save_alerts(rows, homes)

    def _save_homes(self, rows: list[GoodRow]) -> list[Home]:
        keys = {"block": block_keys(rows), "patch": patch_keys(rows)}
        homes = [Home(uprn=row.uprn, **self._field_values(row, keys)) for row in rows]
        return Home.objects.bulk_create(
            homes, update_conflicts=True, unique_fields=["uprn"], update_fields=[*self.fields, "gone_at"]
        )

    def _field_values(self, row: GoodRow, keys: dict[str, dict[str, int]]) -> dict[str, Any]:
        values = {name: row.values[name] for name in self.fields}
        for name in keys.keys() & values.keys():
            code = values.pop(name)
            values[f"{name}_id"] = keys[name][code] if code else None
        return values

    def _save_alerts(self, rows: list[GoodRow], homes: list[Home]) -> None:
        told = {home.pk: row for row, home in zip(rows, homes, strict=True) if self._alerts_differ(row)}
        Alert.objects.filter(home__in=told).delete()
        Alert.objects.bulk_create(
            Alert(home_id=home, **alert._asdict()) for home, row in told.items() for alert in row.values["alerts"]
        )


def read_alerts(uprns: list[str]) -> dict[str, list[AlertValue]]:
    found: dict[str, list[AlertValue]] = {}
    for alert in (
        Alert.objects.filter(home__uprn__in=uprns).select_related("home").only(*AlertValue._fields, "home__uprn")
    ):
        value = AlertValue(alert.kind, alert.code, alert.text, alert.calls_back)
        found.setdefault(alert.home.uprn, []).append(value)
    return found


def save_blocks(rows: Sequence[GoodRow]) -> None:
    """Add blocks that are new, and rename those that the file names otherwise."""
    named = {row.values["block"]: row.values.get("block_name", "") for row in rows if row.values.get("block")}
    known = dict(Block.objects.filter(reference__in=named).values_list("reference", "name"))
    news = {key: name for key, name in named.items() if key not in known or (name and name != known[key])}
    blocks = [Block(reference=reference, name=name) for reference, name in news.items()]
    Block.objects.bulk_create(blocks, update_conflicts=True, unique_fields=["reference"], update_fields=["name"])


def block_keys(rows: Sequence[GoodRow]) -> dict[str, int]:
    references = {row.values.get("block") for row in rows} - {None}
    return dict(Block.objects.filter(reference__in=references).values_list("reference", "pk"))


def patch_keys(rows: Sequence[GoodRow]) -> dict[str, int]:
    codes = {row.values["patch"] for row in rows} - {None}
    return dict(Patch.objects.filter(code__in=codes).values_list("code", "pk"))
