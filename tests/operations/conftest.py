from tests.access.conftest import city, django_db_setup, site, template  # noqa: F401 - the same simulated city
