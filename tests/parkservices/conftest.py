import pytest
from django.utils import translation

from scicity.parkservices import demo
from scicity.parkservices.models import Authority, Enterprise, Officer, Service
from tests.access.browser import Browser
from tests.access.conftest import city, django_db_setup, site, template  # noqa: F401 - the same simulated city


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def hall(city):  # noqa: F811
    """The services with their officers and enterprises, as the simulated city has them; no case yet
    but its own.
    """
    if not Authority.objects.exists():
        demo.settle(city)
    return Hall(city)


class Hall:
    def __init__(self, city):  # noqa: F811
        self.people = city.people
        self.firm = Enterprise.objects.get(code="demo-cell")

    def service(self, code):
        return Service.objects.get(code=code)

    def officer(self, lane):
        """Somebody of an authority, and a second person where there is one."""
        return [o.person for o in Officer.objects.filter(authority__code=lane).order_by("id")]

    def client(self, who):
        c = Browser(headers={"accept-language": "en"})
        if who:
            c.force_login(self.people[who], backend="django.contrib.auth.backends.ModelBackend")
        return c
