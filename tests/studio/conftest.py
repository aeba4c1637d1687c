from tests.access.conftest import template  # noqa: F401 - the simulated city in files
