from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def take_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those that were there before came into the list when they were asked for."""
    apps.get_model("log", "CallBack").objects.update(waiting_since=F("asked_at"))


class Migration(migrations.Migration):
    dependencies = [("log", "0030_call_backs_taken_and_noted")]
    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
