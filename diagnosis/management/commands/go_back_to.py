from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.documents import TreeRefused
from diagnosis.models import PublishedTree
from diagnosis.services import go_back


class Command(BaseCommand):
    help = "Publishes an earlier version of a tree again, as a new version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")
        parser.add_argument("version", type=int)
        parser.add_argument("--by", default="the command line", help="Who goes back.")

    def handle(self, *, key: str, version: int, by: str, **options: Any) -> None:
        latest = PublishedTree.objects.filter(key=key).order_by("-version").values_list("version", flat=True).first()
        try:
            published = go_back(key, version, by=by)
        except PublishedTree.DoesNotExist as error:
            has = f"The latest is version {latest}." if latest else f"No tree “{key}” was ever published."
            raise CommandError(f"There is no version {version} of “{key}”. {has}") from error
        except TreeRefused as error:
            raise CommandError(f"{error}\nVersion {version} does not pass today, so version {latest} stays.") from error
        if published.version == latest:
            self.stdout.write(f"{key}: that is what version {latest} asks already. Nothing was published.")
        else:
            self.stdout.write(f"{key}: version {version} is published again, as version {published.version}.")
