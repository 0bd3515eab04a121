from django.apps import AppConfig


class ManageAppConfig(AppConfig):
    name = "repairs.manage"
