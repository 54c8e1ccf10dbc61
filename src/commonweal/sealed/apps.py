from django.apps import AppConfig


class SealedConfig(AppConfig):
    name = "commonweal.sealed"
    label = "sealed"
