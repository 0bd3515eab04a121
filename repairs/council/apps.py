from django.apps import AppConfig


class CouncilAppConfig(AppConfig):
    name = "repairs.council"
    verbose_name = "Council"
