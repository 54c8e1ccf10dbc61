"""The project's settings with a throw-away database and the bare pages beside ours."""

import os
import secrets
import tempfile

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ["DEMONSTRATION"] = "0"
os.environ["SITE_ADDRESS"] = "http://testserver"
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="commonweal-bench-")

from commonweal.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "bare.testserver"]
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
