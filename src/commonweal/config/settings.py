"""Django settings, read once from the environment (and from .env beside it)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from dotenv import load_dotenv

from commonweal.config import env

# Paths
BASE_DIR = Path(__file__).resolve().parents[3]
load_dotenv(BASE_DIR / ".env")
VAR_DIR = env.folder(
    "VAR_DIR",
    default=BASE_DIR / "var",
    about="Where uploads, collected static files and the embedded database live.",
)

# Security
SECRET_KEY = env.secret(
    "SECRET_KEY",
    at_least=50,
    about="50 or more random characters; signs sessions and links.",
)
DEBUG = env.flag("DEBUG", default=False, about="Detailed error pages; never in public.")
COMMONWEAL_DEMONSTRATION = env.flag(
    "DEMONSTRATION",
    default=False,
    about="Demonstration content and one-time sign-in links; never in public.",
)
SITE_ADDRESS = env.address(
    "SITE_ADDRESS",
    default="http://localhost:8000",
    about="The site's public address, used in feeds, e-mails and calendar files.",
)
_SITE = urlsplit(SITE_ADDRESS)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    default=_SITE.hostname or "",
    about="Host names to answer to.",
    shown="the host in SITE_ADDRESS",
)
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
_HTTPS = _SITE.scheme == "https"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "commonweal.config.views.csrf_failure"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows the page in a frame.
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # The line above, for that reason.

# Public pages: nothing inline, nothing from elsewhere. The admin's own: config/middleware.py.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        # A video's player is framed only after a reader asks for it.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    }
}

# Database
DATABASES: dict[str, Any] = {
    "default": env.database(
        "DATABASE_URL",
        default=f"sqlite:///{VAR_DIR / 'commonweal.sqlite3'}",
        about="postgres://user:password@host/name; the embedded SQLite when empty.",
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, taken at the start of a transaction, and readers
    # that never wait: without these two tabs can meet "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Apps
INSTALLED_APPS = [
    "commonweal.config",
    "commonweal.importing",
    "commonweal.pages",
    "commonweal.training",
    "commonweal.newsletter",
    "commonweal.intake",
    "commonweal.pledges",
    "commonweal.sealed",
    "commonweal.directory",
    "commonweal.people",
    "commonweal.mail",
    "commonweal.governance",
    "commonweal.design",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commonweal.config.middleware.PolicyMiddleware",
    "commonweal.config.middleware.NobodyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal.people.middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "commonweal.pages.site_of_host.SiteMiddleware",
    "commonweal.pages.middleware.DatesInQuestionMiddleware",
]
ROOT_URLCONF = "commonweal.config.urls"
WSGI_APPLICATION = "commonweal.config.wsgi.application"

# Templates
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["commonweal.design.templatetags.design"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commonweal.design.context.brand",
                "commonweal.pages.context.site_frame",
                "commonweal.pages.context.own_links",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# People and sign-in: a code by e-mail, no passwords (docs/rules/accounts.md)
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "/account/sign-in/"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/sign-in/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
ACCOUNT_ADAPTER = "commonweal.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Public bodies' mail gateways hold a first message back for minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Three tries a code, five codes in ten minutes for one address; letters likewise.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,5/10m/key"}
ACCOUNT_RATE_LIMITS |= {"news_form": "20/m/ip", "news_letter": "3/10m/key,10/d/key"}
ACCOUNT_RATE_LIMITS |= {
    "pledge_form": "20/m/ip",
    "pledge_letter": "3/10m/key,10/d/key",
    "enquiry_form": "60/m/ip",
    "enquiry_calm": "10/m/ip",
    "enquiry_letter": "3/10m/key,10/d/key",
    "survey_form": "60/m/ip",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # The one in use, and the one it changes to.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "request_login_code": "commonweal.people.forms.SignInForm",
    "confirm_login_code": "commonweal.people.forms.SignInCodeForm",
    "signup": "commonweal.people.forms.SignUpForm",
    "confirm_email_verification_code": "commonweal.people.forms.AddressCodeForm",
    "add_email": "commonweal.people.forms.NewAddressForm",
}
# The number of proxies in front, whose X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "TRUSTED_PROXIES",
    default=1 if _HTTPS else 0,
    about="How many proxies stand in front and add to X-Forwarded-For; rate limits go by it.",
    shown="1 when SITE_ADDRESS begins with https, else 0",
)
MFA_ADAPTER = "commonweal.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS and _SITE.hostname == "localhost"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "commonweal.people.forms.SecondStepForm",
    "reauthenticate": "commonweal.people.forms.SecondStepAgainForm",
    "activate_totp": "commonweal.people.forms.AuthenticatorAppForm",
    "add_webauthn": "commonweal.people.forms.PasskeyForm",
    "edit_webauthn": "commonweal.people.forms.PasskeyNameForm",
}
COMMONWEAL_IDLE_MONTHS = env.number(
    "ACCOUNT_IDLE_MONTHS",
    default=24,
    between=(1, 1200),  # 0 would warn everybody today.
    about="Months without a sign-in after which an account is closed; 30 days before, its owner is told.",
)
# Signing in through an organisation's own accounts, when its address is given.
OIDC_SERVER = env.text(
    "OIDC_SERVER",
    default="",
    about="OpenID Connect issuer, such as https://login.microsoftonline.com/TENANT/v2.0; off when empty.",
)
_OIDC_NAME = env.text(
    "OIDC_NAME", default="your organisation’s account", about="What its button says."
)
_OIDC_CLIENT_ID = env.text(
    "OIDC_CLIENT_ID", default="", about="OpenID Connect client id."
)
_OIDC_CLIENT_SECRET = env.text(
    "OIDC_CLIENT_SECRET", default="", about="OpenID Connect client secret."
)
_OIDC_DOMAINS = env.words(
    "OIDC_DOMAINS",
    default="",
    about="E-mail domains whose addresses that server vouches for; others are sent a code.",
)
SOCIALACCOUNT_ADAPTER = "commonweal.people.adapters.OrganisationSignInAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_FORMS = {"signup": "commonweal.people.forms.OrganisationSignUpForm"}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": _OIDC_NAME,
                "client_id": _OIDC_CLIENT_ID,
                "secret": _OIDC_CLIENT_SECRET,
                "settings": {
                    "server_url": OIDC_SERVER,
                    "verified_email": _OIDC_DOMAINS,
                },
            }
        ]
        if OIDC_SERVER
        else [],
    }
}
if OIDC_SERVER:
    # The form with its button is sent on to that server.
    _OIDC = urlsplit(OIDC_SERVER)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        f"{_OIDC.scheme}://{_OIDC.netloc}"
    )
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = []  # Nobody types one.

# Mail
# Whatever sends mail writes it to the outbox; the worker hands it over.
EMAIL_BACKEND = "commonweal.mail.backend.OutboxBackend"
MAIL_DELIVERY_BACKEND = env.text(
    "MAIL_DELIVERY_BACKEND",
    default=(
        "commonweal.mail.backend.MailboxBackend"
        if COMMONWEAL_DEMONSTRATION
        else "django.core.mail.backends.smtp.EmailBackend"
    ),
    about="The class that hands e-mail over: SMTP, or one of anymail's.",
    shown="`django.core.mail.backends.smtp.EmailBackend`; none in a demonstration",
)
ANYMAIL = env.prefixed(
    "ANYMAIL_", about="Settings of anymail's backend, such as ANYMAIL_BREVO_API_KEY."
)
EMAIL_HOST = env.text("EMAIL_HOST", default="localhost", about="SMTP server.")
EMAIL_PORT = env.number("EMAIL_PORT", default=25, about="SMTP port.")
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="", about="SMTP user name.")
EMAIL_HOST_PASSWORD = env.text(
    "EMAIL_HOST_PASSWORD", default="", about="SMTP password."
)
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False, about="STARTTLS.")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL",
    default=f"no-reply@{_SITE.hostname}",
    about="The sender of the site's e-mail.",
    shown="no-reply at the host in SITE_ADDRESS",
)

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    # Used as npm installs it: no build step, no copy in the repository.
    ("govuk-frontend", BASE_DIR / "node_modules/govuk-frontend/dist/govuk")
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
COMMONWEAL_SEND_EPOCH_FILE = env.text(
    "SEND_EPOCH_FILE",
    default=str(VAR_DIR / "send-epoch"),
    about="Says how far the newsletter has been sent, outside the database; one for all workers.",
    shown="`send-epoch` in VAR_DIR",
)
COMMONWEAL_RIGHT_DOOR_FILE = env.text(
    "RIGHT_DOOR_FILE",
    default=str(VAR_DIR / "right-door" / "doors.json"),
    about="What the right door knows, read without the database; its page for failures lies beside it.",
    shown="`right-door/doors.json` in VAR_DIR",
)
COMMONWEAL_SEALED_FILES = env.text(
    "SEALED_FILES",
    default=str(VAR_DIR / "sealed"),
    about="Where sealed attachments lie; never served by a web server.",
    shown="`sealed` in VAR_DIR",
)
COMMONWEAL_CLAMD_SOCKET = env.text(
    "CLAMD_SOCKET",
    default="/run/clamav/clamd.ctl",
    about="ClamAV's socket. Where it is missing, attachments stay in quarantine and say so.",
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # A long page is a form of many fields.

# Language and time
LANGUAGE_CODE, USE_I18N = "en-gb", True
TIME_ZONE, USE_TZ = "Europe/London", True

# Cache: per process is enough, since public pages are cached whole upstream.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Work outside the request. Wagtail's own indexing stays immediate: with a
# database queue and no worker, search would find nothing.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Logging: to standard error, without addresses, queries or people.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # "Not Found: /…" would keep what people typed into the address bar.
    "loggers": {"django.request": {"level": "ERROR"}},
}

# Wagtail
WAGTAIL_SITE_NAME = "Commonweal"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_RECENT_EDITS_LIMIT = 8
# "simple", because pages bring their words reduced already (pages.searching):
# with PostgreSQL's English on top, it and SQLite would find different pages.
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "simple",
    }
}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = "csv docx odt ods pdf pptx rtf txt xlsx".split()  # noqa: SIM905
WAGTAILDOCS_DOCUMENT_MODEL = "pages.PartnershipDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105 - a template's name
