import pytest
from django.utils import translation

from tests.access.conftest import city, django_db_setup, site, template  # noqa: F401 - the same simulated city


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield
