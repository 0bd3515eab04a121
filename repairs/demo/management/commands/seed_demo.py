from typing import Any

from django.core.management.base import BaseCommand

from repairs.demo.seed import seed_demo


class Command(BaseCommand):
    help = "Loads the demo council into an empty database. What is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        seed_demo()
