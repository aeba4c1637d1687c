"""Settings of the tests: the site's own, on a folder of this run, in a simulated city."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = tempfile.mkdtemp(prefix="scicity-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
# the same in every process of the tests, which take over each other's database
Path(_FOLDER, "secret.key").touch(0o600)
Path(_FOLDER, "secret.key").write_text("a secret of the tests alone, which guards made-up people")
os.environ.update(
    SCICITY_STATE=_FOLDER,
    SCICITY_ACCESS_LEDGER=f"{_FOLDER}/ledger",
    SCICITY_ORIGIN="simulated",
    SCICITY_EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    SCICITY_RATE_ANONYMOUS="",
    SCICITY_RATE_KNOWN="",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)  # the browser's own loop runs in the thread of the tests
os.environ.pop("DATABASE_URL", None)

from scicity.web.settings import *  # noqa: E402, F403
from scicity.web.settings import DATABASES, STATE  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": str(STATE / "test.sqlite3")}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # tests log in often; strength is not what they try
# tests look at whole pages; one of them tries the page that is painted before its figures
PATIENCE = 120.0
