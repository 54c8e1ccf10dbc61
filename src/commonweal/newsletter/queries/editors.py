"""Who is told about issues."""

from django.db.models import Q, QuerySet

from commonweal.people.models import Person

EDIT, SEND = "edit_newsletter", "send_newsletter"


def people_who_may(codename: str) -> QuerySet[Person]:
    """Return the people with an open account who hold that right of the newsletter, by
    address: by a group, by themselves, or because they may do everything."""
    right = {"content_type__app_label": "newsletter", "codename": codename}
    by_group = {f"groups__permissions__{name}": value for name, value in right.items()}
    by_self = {f"user_permissions__{name}": value for name, value in right.items()}
    return (
        Person.objects.filter(Q(**by_group) | Q(**by_self) | Q(is_superuser=True))
        .open()
        .reachable()
        .distinct()
        .order_by("email")
    )
