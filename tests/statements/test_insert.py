"""A row that is written by a kept statement is the row that `save` would have written."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from diagnosis.models import PublishedTree
from repairs.council.models import Patch, Priority, Trade
from repairs.homes.models import Home
from repairs.log.models import Appointment, CallBack, Event, Message, Repair, RepairLink, WorksOrder
from repairs.report.models import Draft
from repairs.statements import Insert
from tests.log.builders import without_a_time

WRITTEN = [Appointment, CallBack, Draft, Event, Message, Repair, RepairLink, WorksOrder]

words = st.text("aZ1 é€'%\"\\\n{}", max_size=9)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
plain = st.none() | st.booleans() | st.integers(0, 9) | words
documents = st.lists(plain) | st.dictionaries(words, plain)
of_kind: tuple[tuple[type[models.Field[Any, Any]], st.SearchStrategy[Any]], ...] = (
    (models.BooleanField, st.booleans()),
    (models.CharField, words),
    (models.TextField, words),
    (models.UUIDField, st.uuids()),
    (models.JSONField, documents),
    (models.DateTimeField, moments),
    (models.DateField, st.dates(datetime(2020, 1, 1).date(), datetime(2030, 1, 1).date())),
    (models.TimeField, st.times()),
    (models.IntegerField, st.integers(0, 32_767)),
)


def values_of(field: Any) -> st.SearchStrategy[Any]:
    if field.is_relation:
        pks = {
            Repair: lambda: Repair.objects.values_list("pk", flat=True).latest("pk"),
            Home: lambda: Home.objects.values_list("pk", flat=True)[0],
            Patch: lambda: Patch.objects.values_list("pk", flat=True)[0],
            Trade: lambda: Trade.objects.values_list("pk", flat=True)[0],
            Priority: lambda: Priority.objects.values_list("pk", flat=True)[0],
            User: lambda: User.objects.get_or_create(username="sam")[0].pk,
            PublishedTree: lambda: PublishedTree.objects.values_list("pk", flat=True)[0],
        }
        values: st.SearchStrategy[Any] = st.builds(pks[field.related_model])
    elif field.choices:
        values = st.sampled_from([value for value, _ in field.flatchoices])
    else:
        values = next(strategy for kind, strategy in of_kind if isinstance(field, kind))
    return values | st.none() if field.null else values


def is_left_out(field: Any, data: st.DataObject) -> bool:
    """Whether the model's default is to do: not where it is another one each time."""
    by_chance = field.unique or isinstance(field, models.UUIDField)
    return not by_chance and (field.has_default() or field.blank) and data.draw(st.booleans())


def what_is_written(model: type[models.Model], write: Any) -> dict[str, Any]:
    """The row in the database, without its number. It is taken back."""
    there = list(model._base_manager.values_list("pk", flat=True))
    with transaction.atomic():
        write()
        row = model._base_manager.exclude(pk__in=there).values().get()
        transaction.set_rollback(True)
    return {name: value for name, value in row.items() if name != "id" or model is Draft}


@pytest.mark.usefixtures("northmere")
@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_it_writes_what_save_writes(model: type[models.Model]) -> None:
    without_a_time()
    for once in (CallBack, Message, WorksOrder):
        once._base_manager.all().delete()
    fields = [field for field in model._meta.local_concrete_fields if field is not model._meta.auto_field]

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @drawn(st.data())
    def whatever_is_given(data: st.DataObject) -> None:
        given = {one.attname: data.draw(values_of(one)) for one in fields if not is_left_out(one, data)}
        saved = what_is_written(model, lambda: model(**given).save(force_insert=True))
        assert what_is_written(model, lambda: Insert(model).write(given)) == saved
        assert what_is_written(model, lambda: Insert(model).write(model(**given))) == saved
        assert what_is_written(model, lambda: Insert(model).save(model(**given))) == saved

    whatever_is_given()


@pytest.mark.usefixtures("northmere")
def test_several_rows_are_one_statement_and_each_is_its_own() -> None:
    repair = without_a_time()
    Insert(Event).write({"repair_id": repair.pk, "kind": "moved"}, {"repair_id": repair.pk, "kind": "cancelled"})
    assert list(repair.events.order_by("pk").values_list("kind", flat=True))[-2:] == ["moved", "cancelled"]


@pytest.mark.usefixtures("northmere")
def test_what_is_there_already_is_not_written_again() -> None:
    repair = without_a_time()
    again = Repair(draft=repair.draft, tree_id=repair.tree_id, answers={}, due_at=repair.due_at, priority_id=1)
    assert not Insert(Repair, on_conflict="(draft) DO NOTHING").save(again)
    assert again.pk is None


def test_a_name_that_the_model_does_not_have_is_said_at_once() -> None:
    with pytest.raises(TypeError, match="Event has no column 'repair'"):
        Insert(Event).write({"repair": 1})


@isolate_apps("repairs.log")
def test_what_the_database_fills_in_is_left_to_it_until_it_is_given() -> None:
    class Counted(models.Model):
        count = models.IntegerField(db_default=7)

        class Meta:
            app_label = "log"

        def __str__(self) -> str:
            return str(self.count)

    insert = Insert(Counted)
    assert [rows_head(insert, given) for given in ({}, vars(Counted()), {"count": 8})] == ["", "", '"count"']


def rows_head(insert: Insert, given: dict[str, Any]) -> str:
    return insert.rows_like(given, connection).head.split("(")[1].split(")")[0]
