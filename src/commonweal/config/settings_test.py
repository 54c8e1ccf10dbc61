"""Settings for the test run: the production settings with a few changes."""

import os
import tempfile

os.environ.setdefault(
    "SECRET_KEY", "only-for-tests-and-nowhere-else-0123456789-abcdefgh"
)
os.environ["DEMONSTRATION"] = "0"
os.environ["SITE_ADDRESS"] = "http://testserver"
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="commonweal-test-"))

from commonweal.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Where `collectstatic` would have put the files; its absence is a warning.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
