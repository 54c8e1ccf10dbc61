import io

import pytest
from django.core.management import call_command

from commonweal.importing.models import ImportedItem
from commonweal.pages.models import NewsPage


def _run() -> str:
    out = io.StringIO()
    call_command("run_demonstration", "--no-serve", stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_demonstration_starts_over_the_database_of_an_older_release(settings, tmp_path):
    settings.COMMONWEAL_DEMONSTRATION = True
    settings.MEDIA_ROOT = tmp_path
    _run()
    before = list(NewsPage.objects.order_by("pk").values_list("pk", "title"))
    # An older release did not know the table of imported items.
    call_command("migrate", "importing", "zero", verbosity=0)

    printed = _run()

    assert "/sign-in/demonstration/" in printed
    assert list(NewsPage.objects.order_by("pk").values_list("pk", "title")) == before
    assert ImportedItem.objects.count() == 0
