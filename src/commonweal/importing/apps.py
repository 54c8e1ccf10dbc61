from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "commonweal.importing"
    label = "importing"
