"""Every setting of Steadfast, in one file; docs/reference/settings.md lists those that a practice may set."""

from pathlib import Path
from typing import Any

from steadfast.config import environment, logs

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(environment.text("STEADFAST_DATA", str(ROOT / "var"))).resolve()
DEMO = environment.flag("STEADFAST_DEMO")

SECRET_KEY = environment.secret(DATA) or "unset: the first start writes one"
DEBUG = environment.flag("STEADFAST_DEBUG")
ALLOWED_HOSTS = environment.text("STEADFAST_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in environment.text("STEADFAST_ORIGINS", "").split(",") if o]

# Low to high: an app may use those before it, never those after it (tests/architecture).
NOUNS = ["identity", "clients", "agreements", "imports", "commitments", "desk", "hours", "mail", "calls", "alerts"]
NOUNS += ["watch", "notices", "automation", "reporting", "portal", "api", "demo"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "steadfast.foundation",
    *(f"steadfast.apps.{noun}" for noun in NOUNS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "steadfast.config.browser_powers.refusal",
    "steadfast.foundation.care.metrics.counting",
    "steadfast.apps.api.problems.watch",
    "steadfast.config.intake.inspection",
    "steadfast.config.plain_text.inspection",
    "steadfast.foundation.care.unsaved.closed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "steadfast.apps.identity.arriving.watch",
    "steadfast.apps.identity.middleware.actor",
    "steadfast.apps.identity.auditing.watch",
    "steadfast.apps.portal.gate.watch",
]
if DEMO:  # inside the four that put the security headers on every answer, a refusal among them
    MIDDLEWARE.insert(4, "steadfast.config.localhost.redirection")
ROOT_URLCONF = "steadfast.config.urls"
WSGI_APPLICATION = "steadfast.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "steadfast.foundation.templatetags.said",  # after Django's, whose tags it makes faster
                "steadfast.foundation.templatetags.house",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "steadfast.foundation.rail.context",
            ],
        },
    }
]

DATABASES = {"default": environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"  # of whatever nobody reads yet: events, files, jobs, the command line
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # stored instants; people and calendars have zones of their own

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "steadfast.foundation.joined.JoinedFinder",
]

TASKS = {"default": {"BACKEND": "steadfast.foundation.jobs.backend.RowBackend"}}

AUTH_USER_MODEL = "identity.User"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
AUTHENTICATION_BACKENDS = ["steadfast.apps.identity.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "steadfast.apps.identity.passwords.Variety"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "steadfast.apps.identity.sign_in.Adapter"
ACCOUNT_FORMS = {
    "login": "steadfast.apps.identity.forms.sign_in.SignInForm",
    "change_password": "steadfast.apps.identity.forms.sign_in.NewPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; one box less to think about
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # passwords, and the codes and passkeys of the second step
    "change_password": "5/5m/user",  # it takes the present one, so it is a place to guess
    "proof": "30/m/ip,5/5m/key",
    "links": "30/m/ip",
    "passkey": "30/m/ip",
    "numbers": "60/m/ip",
    "portal_link": "10/10m/ip,3/15m/key",  # links by mail; the key is the address that was typed, known or not
    "provider": "30/m/ip",
    "export": "60/10m/key",  # files of one person: more than anybody reads
    "search": "300/m/key",  # typing asks at each pause
}
MFA_ADAPTER = "steadfast.apps.identity.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an owner gave the address; nobody signs up
MFA_TOTP_TOLERANCE = 1  # a code more before and after, for clocks that differ by half a minute
AUDIT_EVERY = 1.0  # seconds that looks wait in memory; see apps/identity/looks.py
AUDIT_DAYS = max(30, environment.whole("STEADFAST_AUDIT_DAYS", 400))  # the database forgets nothing younger than 30
SIGN_IN_PROVIDER: dict[str, Any] = environment.provider()
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/demo/" if DEMO else "/sign-in/"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL

# What limits attempts to sign in is counted in memory: there is one web process, and an attempt from outside shall not
# cost a write to the database. The size keeps a flood of invented addresses from pushing a real count out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# No script, style or frame from elsewhere and none inline.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "steadfast.apps.identity.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = environment.whole("STEADFAST_SESSION_IDLE", 7 * 24) * 3600  # without a request
SESSION_LONGEST = environment.whole("STEADFAST_SESSION_LONGEST", 30) * 24 * 3600  # however much it is in use
CSRF_COOKIE_SAMESITE = "Lax"
HTTPS = environment.flag("STEADFAST_HTTPS")
PORT = int(environment.text("PORT_OF_PRACTICE", "8000"))  # the supervisor says it to its children
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(HTTPS)  # the proxy that ends TLS names the reader's address
FILE_UPLOAD_HANDLERS = ["steadfast.foundation.files.arriving.Handler"]  # to the disk, piece by piece
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # of a body without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a calendar of 600 unusual days, with five fields each
MAILERS = {"default": environment.mailer()}  # of mail that leaves by no box's own server
LMTP = environment.place("STEADFAST_LMTP", "127.0.0.1:2424")  # where a mail server beside us hands mail over
MAIL_PROVIDERS = environment.mail_providers()
DEFAULT_FROM_EMAIL = environment.text("STEADFAST_MAIL_FROM", "steadfast@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": lambda: logs.briefly}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["brief"]}},
    "root": {"handlers": ["console"], "level": environment.text("STEADFAST_LOG", "WARNING")},
}

# Care of the data. What the environment says wins over the page "Care"; the keys of a bucket are said here alone, so
# that no backup holds them.
BACKUP = {
    "to": environment.text("STEADFAST_BACKUP_TO", ""),
    "at": environment.daily("STEADFAST_BACKUP_AT"),
    "keep": environment.numbers("STEADFAST_BACKUP_KEEP", 3),
}
S3 = {
    "endpoint": environment.text("STEADFAST_S3_ENDPOINT", "https://s3.amazonaws.com"),
    "region": environment.text("STEADFAST_S3_REGION", ""),
    "key": environment.text("STEADFAST_S3_KEY", ""),
    "secret": environment.text("STEADFAST_S3_SECRET", ""),
}
METRICS_TOKEN = environment.text("STEADFAST_METRICS_TOKEN", "")

MAIL_LARGEST = environment.whole("STEADFAST_MAIL_LARGEST", 50) * 1_000_000  # bytes; a larger mail is kept, not read
MAIL_PER_SENDER = environment.whole("STEADFAST_MAIL_PER_SENDER", 30)  # within an hour; more wait for somebody
