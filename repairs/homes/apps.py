from django.apps import AppConfig


class HomesAppConfig(AppConfig):
    name = "repairs.homes"
