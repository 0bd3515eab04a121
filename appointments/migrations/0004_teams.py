import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Sum


def settle(schema_editor):
    """PostgreSQL alters no table whose foreign keys are still to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def make_teams(apps, schema_editor):
    """A team for each patch and trade that had minutes."""
    pattern = apps.get_model("appointments", "WeeklyCapacity")
    team = apps.get_model("appointments", "Team")
    worked = pattern.objects.order_by("patch", "trade").values_list(
        "patch", "trade", "patch__name", "patch__code", "trade__name"
    )
    for patch, trade, name, code, trade_name in worked.distinct():
        made = team.objects.create(patch_id=patch, trade_id=trade, name=f"{trade_name}, {name or code}")
        pattern.objects.filter(patch_id=patch, trade_id=trade).update(team=made)
    settle(schema_editor)


def undo_teams(apps, schema_editor):
    """Teams of the same patch and trade are one again."""
    pattern = apps.get_model("appointments", "WeeklyCapacity")
    same = ("team__patch", "team__trade", "weekday", "window")
    added = list(pattern.objects.filter(team__active=True).order_by().values(*same).annotate(total=Sum("minutes")))
    pattern.objects.all().delete()
    for row in added:
        pattern.objects.create(
            patch_id=row["team__patch"],
            trade_id=row["team__trade"],
            weekday=row["weekday"],
            window_id=row["window"],
            minutes=row["total"],
        )
    settle(schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ("appointments", "0003_scheduler_booking"),
        ("council", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="As staff know it, for example Plumbers, North.", max_length=110)),
                (
                    "active",
                    models.BooleanField(default=True, help_text="Nothing is planned for a team that is not active."),
                ),
                ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="council.patch")),
                ("trade", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="council.trade")),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("patch", "trade", "name"), name="one_team_of_a_name"),
        ),
        migrations.RemoveConstraint(model_name="weeklycapacity", name="one_capacity_a_week"),
        migrations.AddField(
            model_name="weeklycapacity",
            name="team",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pattern", to="appointments.team"
            ),
        ),
        migrations.AlterField(
            model_name="weeklycapacity",
            name="patch",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to="council.patch"),
        ),
        migrations.AlterField(
            model_name="weeklycapacity",
            name="trade",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to="council.trade"),
        ),
        migrations.RunPython(make_teams, undo_teams),
        migrations.RemoveField(model_name="weeklycapacity", name="patch"),
        migrations.RemoveField(model_name="weeklycapacity", name="trade"),
        migrations.AlterField(
            model_name="weeklycapacity",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pattern", to="appointments.team"
            ),
        ),
        migrations.AlterModelOptions(
            name="weeklycapacity",
            options={
                "ordering": ["team", "weekday", "window"],
                "verbose_name": "working pattern",
                "verbose_name_plural": "working pattern",
            },
        ),
        migrations.AlterField(
            model_name="weeklycapacity",
            name="minutes",
            field=models.PositiveIntegerField(
                help_text="Of work and travel together, for everyone who works then.",
                validators=[django.core.validators.MaxValueValidator(99999)],
            ),
        ),
        migrations.AlterField(
            model_name="weeklycapacity",
            name="window",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="patterns", to="appointments.window"
            ),
        ),
        migrations.AddConstraint(
            model_name="weeklycapacity",
            constraint=models.UniqueConstraint(
                fields=("team", "weekday", "window"),
                name="one_capacity_a_week",
                violation_error_message="This team works in that window on that day already.",
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="minutes",
            field=models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(99999)]),
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(help_text="The same as the first for one day.")),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Taken off each window on each of these days. Empty when the whole team is away.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99999),
                        ],
                    ),
                ),
                ("reason", models.CharField(help_text="For staff only, for example annual leave.", max_length=100)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leave", to="appointments.team"
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="appointments.window",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "leave",
                "ordering": ["-first_day", "team"],
                "indexes": [models.Index(fields=["last_day", "first_day"], name="leave_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="leave_ends_after_it_begins"
                    )
                ],
            },
        ),
    ]
