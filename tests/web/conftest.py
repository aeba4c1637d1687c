from tests.access.conftest import *  # noqa: F403 - the simulated city
