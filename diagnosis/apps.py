from django.apps import AppConfig


class DiagnosisAppConfig(AppConfig):
    name = "diagnosis"
