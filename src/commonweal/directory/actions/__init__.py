"""What owners, editors and the clock do with services."""

from commonweal.directory.actions.importing import import_services
from commonweal.directory.actions.owners import (
    ask_owners,
    confirm_service,
    settle_message,
    tell_change,
)

__all__ = [
    "ask_owners",
    "confirm_service",
    "import_services",
    "settle_message",
    "tell_change",
]
