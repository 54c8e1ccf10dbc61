from django.apps import AppConfig
from django.utils.module_loading import import_string


class ConfigConfig(AppConfig):
    name = "commonweal.config"
    label = "config"

    def ready(self) -> None:
        """Follow what the right door is made of. Models are loaded only by now."""
        import_string("commonweal.config.right_door.follow_changes")()
