from django.apps import AppConfig
from django.core.checks import register


class LogAppConfig(AppConfig):
    name = "repairs.log"
    verbose_name = "What was reported"

    def ready(self) -> None:
        from repairs.log.checks import check_outside_systems

        register(check_outside_systems)
