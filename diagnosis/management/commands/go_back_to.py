from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from diagnosis.documents import TreeRefused
from diagnosis.management.options import check_kept, check_text
from diagnosis.models import PublishedTree
from diagnosis.services import examples_left_behind, go_back


class Command(BaseCommand):
    help = "Publishes an earlier version of a tree again, as a new version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")
        parser.add_argument("version", type=int)
        parser.add_argument("--by", default="the command line", help="Who goes back.")

    def handle(self, *, key: str, version: int, by: str, **options: Any) -> None:
        check_text("The key", key)
        check_kept("--by", by, "published_by")
        latest = PublishedTree.objects.defer("document").filter(key=key).order_by("-version").first()
        if latest is None:
            raise CommandError(f"There is no version {version} of “{key}”. No tree “{key}” was ever published.")
        try:
            published = go_back(key, version, by=by)
        except PublishedTree.DoesNotExist as error:
            has = f"The latest is version {latest.version}."
            raise CommandError(f"There is no version {version} of “{key}”. {has}") from error
        except TreeRefused as error:
            stays = f"Version {version} does not pass today, so version {latest.version} stays."
            raise CommandError(f"{error}\n{stays}") from error
        if published == latest:
            self.stdout.write(f"{key}: that is what version {latest.version} asks already. Nothing was published.")
        else:
            self.tell(version, latest, published)

    def tell(self, version: int, latest: PublishedTree, published: PublishedTree) -> None:
        self.stdout.write(f"{published.key}: version {version} is published again, as version {published.version}.")
        if left := len(examples_left_behind(latest, published)):
            many = "1 example no longer applies" if left == 1 else f"{left} examples no longer apply"
            self.stdout.write(f"Of version {latest.version}, {many}.")
