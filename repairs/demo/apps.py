from django.apps import AppConfig


class DemoAppConfig(AppConfig):
    name = "repairs.demo"
