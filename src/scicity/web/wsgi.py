import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scicity.web.settings")

from scicity.web import telemetry

telemetry.start("scicity-web")  # before the handler is made: it is what is traced
application = get_wsgi_application()
