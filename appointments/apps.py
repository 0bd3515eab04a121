from django.apps import AppConfig


class AppointmentsAppConfig(AppConfig):
    name = "appointments"
