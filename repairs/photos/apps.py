from django.apps import AppConfig


class PhotosAppConfig(AppConfig):
    name = "repairs.photos"
