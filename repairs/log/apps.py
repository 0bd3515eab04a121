from django.apps import AppConfig


class LogAppConfig(AppConfig):
    name = "repairs.log"
    verbose_name = "What was reported"
