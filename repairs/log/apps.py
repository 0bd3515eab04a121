from django.apps import AppConfig


class LogAppConfig(AppConfig):
    name = "repairs.log"
