from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.utils.module_loading import import_string


class SealedConfig(AppConfig):
    name = "commonweal.sealed"
    label = "sealed"

    def ready(self) -> None:
        """Lock the key of whoever signs out."""
        # By name: it needs the tables, which are there only by now.
        user_logged_out.connect(
            import_string("commonweal.sealed.actions.unlocking.lock_on_signing_out"),
            dispatch_uid="sealed.lock",
        )
