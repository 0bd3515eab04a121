from django.apps import AppConfig


class TablesAppConfig(AppConfig):
    name = "repairs.tables"
