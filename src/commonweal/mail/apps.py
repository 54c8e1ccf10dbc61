from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "commonweal.mail"
    label = "mail"

    def ready(self) -> None:
        # Each room declares the wording of its messages in its emails.py.
        autodiscover_modules("emails")
