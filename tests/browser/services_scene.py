"""Support services that the browser tests look at: the demonstration's, by their state."""

from datetime import datetime

from commonweal.directory.actions import ask_owners
from commonweal.directory.models import Need, SupportService

PLAIN, SENSITIVE, IN_DOUBT = (
    "The Listening Room",
    "Rowan Girls",
    "Vale Community Pantry",
)
OTHERS = ("Young carers, ages 5 to 10", "Young carers, ages 11 to 17", "Bridge")


def prepare(now: datetime) -> dict[str, str]:
    """Ask the owners who are due; return addresses of pages of each kind."""
    ask_owners(now=now)
    keys = dict(SupportService.objects.values_list("name", "pk"))
    chosen = "&".join(f"with={keys[name]}" for name in (*OTHERS, SENSITIVE))
    telling = Need.objects.filter(is_sensitive=True).first()
    return {
        "plain": f"/services/{keys[PLAIN]}/",
        "dated": f"/services/{keys[OTHERS[1]]}/",
        "sensitive": f"/services/{keys[SENSITIVE]}/",
        "in_doubt": f"/services/{keys[IN_DOUBT]}/",
        "compared": f"/services/compare/?{chosen}",
        "telling": f"/services/?need={telling.pk if telling else ''}",
    }
