from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "commonweal.newsletter"
    label = "newsletter"
