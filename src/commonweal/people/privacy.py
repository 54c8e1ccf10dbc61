from commonweal.governance.retention import Holding
from commonweal.people.models import Person

HOLDINGS = [
    Holding(
        model=Person,
        reason="To let staff sign in; closed on request or when they leave.",
        keep_for=None,
        personal=frozenset(
            {"email", "first_name", "last_name", "password", "last_login"}
        ),
        other=frozenset({"id", "is_superuser", "is_staff", "is_active", "date_joined"}),
    ),
]
