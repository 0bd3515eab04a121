from django.apps import AppConfig


class ContactCentreConfig(AppConfig):
    name = "repairs.contact_centre"
