"""All settings, from the environment; a missing or wrong one stops the start with one clear line."""

import os
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured

from portal.databases import database
from portal.environment import address, choice, flag, mailboxes, number, public_keys

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / (os.environ.get("VAR_DIR") or "var")

DEBUG = flag("DEBUG")
BENCHMARK = flag("BENCHMARK")
ALLOW_DATA_LOSS = flag("ALLOW_DATA_LOSS")
SECRET_KEY = os.environ.get("SECRET_KEY") or ("only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. Give it at least 50 random characters, or set DEBUG=1.")

# --- The address ----------------------------------------------------------------------------------

PORTAL_URL, _address = address("PORTAL_URL", "http://localhost:8000")
HTTPS = _address.scheme == "https"
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host] or [_address.hostname]
ALLOWED_HOSTS += [] if HTTPS else ["localhost", "127.0.0.1"]
TRUSTED_PROXY = flag("TRUSTED_PROXY")

# --- The organisation, and its periods ------------------------------------------------------------

CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL") or "redactie@portaal.example"
SITE_OWNER = os.environ.get("SITE_OWNER", "").strip()
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "")
ACCESSIBILITY_STATUS = choice("ACCESSIBILITY_STATUS", "", "A", "B", "C", "D", "E")
FOUR_EYES = flag("FOUR_EYES", "1")
PERSONAL_DATA_MONTHS = number("PERSONAL_DATA_MONTHS", 12)
CHECK_AGAIN_MONTHS = number("CHECK_AGAIN_MONTHS", 6)
CHECK_LINK_DAYS = number("CHECK_LINK_DAYS", 30)
REVIEW_LINK_DAYS = number("REVIEW_LINK_DAYS", 14)
AUDIT_MONTHS = number("AUDIT_MONTHS", 12)  # how long the audit log is retained
if AUDIT_MONTHS < 6:
    raise ImproperlyConfigured(f"AUDIT_MONTHS must be 6 or more, not {AUDIT_MONTHS}.")

# --- Mail -----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONTACT_EMAIL
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_PORT = number("EMAIL_PORT", 587)
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", "1")
EMAIL_TIMEOUT = number("EMAIL_TIMEOUT", 10)  # seconds that the mail server may take for each answer
EMAIL_FILE_PATH = VAR_DIR / "mail"
_transport = "smtp" if EMAIL_HOST else "filebased" if DEBUG else "dummy"  # with dummy, mail waits in the outbox
EMAIL_BACKEND = f"django.core.mail.backends.{_transport}.EmailBackend"

# --- The application ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "editorial.apps.EditorsSiteConfig",
    "editorial.apps.UsersConfig",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "editorial.apps.KeywordsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "core",
    "search",
    "sources",
    "municipalities",
    "library",
    "themes",
    "initiatives",
    "pages",
    "opendata",
    "editorial.outbox",
    "editorial.audit",
    "editorial.accounts",
    "editorial.revisions",
    "editorial.submissions",
    "editorial.questions",
    "editorial.subscriptions",
    "editorial.reviews",
    "editorial.imports",
    "editorial.content",
    "editorial.apps.EditorialConfig",
    "portal",
    *(["bench"] if BENCHMARK else []),
]

MIDDLEWARE = [
    "core.monitoring.middleware.request_record_middleware",  # knows all that others take and give
    "core.database_faults.query_timeout_middleware",  # first: any other may respond with a page that needs it
    "portal.middleware.default_headers",
    "portal.middleware.accepted_encodings",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "opendata.api.middleware.api_middleware",  # what those below refuse is an answer of the API too
    "portal.middleware.body_limit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "editorial.revisions.scheduling.scheduling_middleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.whole_error_pages",
    "core.page_use.page_use_middleware",
    "core.page_cache.page_cache_middleware",
    "core.replica.replica_middleware",
    "django.middleware.gzip.GZipMiddleware",
    "core.database_faults.LenientSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.bounded_address",
    "portal.middleware.read_only",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "editorial.accounts.sessions.session_limit_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.gone_or_moved",
    "core.storage_faults.disk_full_middleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATE_LOADERS = ["portal.template_loader.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
                "portal.context.visitor",
            ],
            "builtins": ["portal.templatetags.portal"],
        },
    },
]

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING, TAGGIT_STRING_FROM_TAGS = "core.keywords.split", "core.keywords.join"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Databases ------------------------------------------------------------------------------------

DATABASE_READ_SECONDS = number("DATABASE_READ_SECONDS", 2)
DATABASE_WRITE_SECONDS = number("DATABASE_WRITE_SECONDS", 20)
REPLICA_URL = os.environ.get("REPLICA_URL", "")
_seconds = DATABASE_READ_SECONDS, DATABASE_WRITE_SECONDS
DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{quote(str(VAR_DIR))}/portal.sqlite3", *_seconds)}
if REPLICA_URL:
    DATABASES["replica"] = database("REPLICA_URL", REPLICA_URL, *_seconds)
DATABASE_ROUTERS = ["core.replica.ReplicaRouter"] if REPLICA_URL else []
CACHES = {
    # Wrong logins and used codes, counted by all processes together: allauth knows no other name than this.
    "default": {"BACKEND": "editorial.accounts.attempts_cache.AttemptsCache", "LOCATION": "login_attempts"},
    "template_fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SERIALIZATION_MODULES = {"json": "core.json_dump"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

# --- Accounts and sessions ------------------------------------------------------------------------

SECOND_FACTOR = flag("SECOND_FACTOR", "1")
if not (SECOND_FACTOR or DEBUG):
    raise ImproperlyConfigured("SECOND_FACTOR can be 0 only with DEBUG=1.")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "editorial.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "editorial.accounts.forms.LoginForm",
    "reauthenticate": "editorial.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # who closes the browser logs in again
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXY else 0
MFA_ADAPTER = "editorial.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "editorial.accounts.forms.AuthenticateForm",
    "activate_totp": "editorial.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "editorial.accounts.forms.AddWebAuthnForm",
    "authenticate_webauthn": "editorial.accounts.forms.AuthenticateWebAuthnForm",
    "edit_webauthn": "editorial.accounts.forms.EditWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps: `second_factor.use_code` takes one of the past only, and each code once
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REAUTHENTICATION_REQUIRED = False  # `reauthentication_required` does so, but not at the first login
SESSION_IDLE_MINUTES = number("SESSION_IDLE_MINUTES", 30)
SESSION_HOURS = number("SESSION_HOURS", 8)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

# --- Files and backups ----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_STORAGE = choice("MEDIA_STORAGE", "disk", "s3")
MEDIA_STORAGES = {
    "disk": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "files"},
    },
    "s3": {
        "BACKEND": "library.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": os.environ.get("S3_BUCKET", ""),
            "endpoint_url": os.environ.get("S3_ENDPOINT") or None,
            "region_name": os.environ.get("S3_REGION") or None,
            "access_key": os.environ.get("S3_ACCESS_KEY") or None,
            "secret_key": os.environ.get("S3_SECRET_KEY") or None,
        },
    },
}
STORAGES = {
    # Pictures and papers, which only our own views read: who may see one is for them to say.
    "default": MEDIA_STORAGES[MEDIA_STORAGE],
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
CLAMAV_HOST = os.environ.get("CLAMAV_HOST", "")
CLAMAV_PORT = number("CLAMAV_PORT", 3310)
BACKUP_DIR = os.environ.get("BACKUP_DIR", "")
BACKUP_KEEP = number("BACKUP_KEEP", 14)
BACKUP_RECIPIENTS = public_keys("BACKUP_RECIPIENTS")

# --- Security of the connection -------------------------------------------------------------------

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None
# Subdomains and the preload list are the owner's to decide, not this application's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "editorial.accounts.views.csrf_failure"
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

# --- Monitoring -----------------------------------------------------------------------------------

MONITORING_TOKEN = os.environ.get("MONITORING_TOKEN", "")
if MONITORING_TOKEN and len(MONITORING_TOKEN) < 20:
    raise ImproperlyConfigured("MONITORING_TOKEN must have 20 characters or more.")
ERROR_MAIL_TO = mailboxes("ERROR_MAIL_TO")
LOG_FORMAT = choice("LOG_FORMAT", "lines", "json")
_handlers = {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}}
_handlers |= {"mail": {"class": "core.monitoring.error_mail.ErrorMailHandler"}} if ERROR_MAIL_TO else {}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "core.monitoring.logs.JsonFormatter"},
    },
    "handlers": _handlers,
    "root": {"handlers": [*_handlers], "level": "WARNING"},
    "loggers": {"core.monitoring": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"}},
}
