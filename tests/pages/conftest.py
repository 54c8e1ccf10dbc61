"""Fixtures for tests in which an editor works."""

import pytest
from django.test import Client

from commonweal.people.models import Person
from tests.people.factories import AdministratorFactory


@pytest.fixture
def editor() -> Person:
    return AdministratorFactory()


@pytest.fixture
def desk(client: Client, editor: Person) -> Client:
    """The browser of an editor who has signed in."""
    client.force_login(editor)
    return client
