from django.apps import AppConfig


class RetentionAppConfig(AppConfig):
    name = "repairs.retention"
    verbose_name = "What is forgotten"
