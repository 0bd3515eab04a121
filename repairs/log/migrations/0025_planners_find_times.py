from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("log", "0024_draft_links")]

    operations = [
        migrations.AlterModelOptions(
            name="repair",
            options={
                "ordering": ["-reported_at"],
                "permissions": [("plan_repair", "Can find a time for a visit, and move it")],
            },
        ),
    ]
