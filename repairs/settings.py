"""Settings of every installation: read from the environment, safe when nothing is set."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import django_stubs_ext
import structlog
from django.core.exceptions import ImproperlyConfigured

from repairs import environment as env
from repairs.logs import LOGGING as LOGGING
from repairs.logs import STRUCTLOG

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "var")
ACCESSIBILITY_FILE = Path(env.text("ACCESSIBILITY_FILE") or BASE_DIR / "repairs" / "council" / "accessibility.yaml")

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY")
# The one before, while what was signed and sealed with it moves over.
SECRET_KEY_FALLBACKS = [key for key in [env.secret("SECRET_KEY_BEFORE", "")] if key]

SITE_URL = env.url("SITE_URL", "https://localhost")
# A shorter address of the same site, for the links in texts.
LINK_URL = env.url("LINK_URL", "")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS") or [
    urlsplit(address).hostname or "localhost" for address in (SITE_URL, LINK_URL) if address
]

INSTALLED_APPS = [
    "repairs.admin_site.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "repairs.staff",
    "repairs.limits",
    "repairs.tables",
    "repairs.council",
    "repairs.homes",
    "repairs.photos",
    "diagnosis",
    "appointments",
    "repairs.log",
    "repairs.report",
    "repairs.manage",
    "repairs.retention",
    "repairs.sign_in",
    "repairs.contact_centre",
    "repairs.demo",
]

MIDDLEWARE = [
    "repairs.headers.safe_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "repairs.unreadable.ClearAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "repairs.sign_in.middleware.StaffSessions",
    "axes.middleware.AxesMiddleware",
    "appointments.scheduler.patience.wait_once_a_request",
]

ROOT_URLCONF = "repairs.urls"
WSGI_APPLICATION = "repairs.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "repairs.govuk.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# SQLite by default: write transactions take the lock when they begin, so that two writers wait instead of failing.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
try:
    DATABASES: dict[str, Any] = {
        "default": dj_database_url.parse(
            env.secret("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'repairs.sqlite3'}",
            conn_max_age=600,
            conn_health_checks=True,
        )
    }
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["ENGINE"] = "repairs.postgresql"
    # A database that swallows what is sent to it must not keep people waiting for the page that says so.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # Statements that are kept (`repairs/postgresql/kept.py`) are planned once for a connection that runs them again.
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 2
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "photos",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.flag("STATIC_MANIFEST", default=not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Photos in an S3-compatible store, so that web processes need no folder in common. Nobody is sent there: photos are
# shown by our own page, with links that end.
PHOTOS_S3_BUCKET = env.text("PHOTOS_S3_BUCKET")
if PHOTOS_S3_BUCKET:
    # Installed with the extra called s3.
    from botocore.config import Config

    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": PHOTOS_S3_BUCKET,
            "endpoint_url": env.url("PHOTOS_S3_URL", "") or None,
            "region_name": env.text("PHOTOS_S3_REGION") or "eu-west-2",
            "access_key": env.text("PHOTOS_S3_KEY_ID") or None,
            "secret_key": env.secret("PHOTOS_S3_SECRET", "") or None,
            # Somebody waits for the page meanwhile.
            "client_config": Config(connect_timeout=3, read_timeout=20, retries={"max_attempts": 2}),
        },
    }

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "repairs.sign_in.passwords.NotOfThisService"},
]
LOGIN_URL = "staff:sign-in"
LOGIN_REDIRECT_URL = "staff:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "repairs.sign_in.locked_out.locked_out"
AXES_CLIENT_IP_CALLABLE = "repairs.sign_in.locked_out.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# Staff are signed out after a time in which nothing happened, and in any case after some hours.
STAFF_IDLE_MINUTES = env.number("STAFF_IDLE_MINUTES", 30, least=5, most=60)
STAFF_SESSION_HOURS = env.number("STAFF_SESSION_HOURS", 12, least=1, most=24)

# A code from an app after the password. Whoever has set it up is asked for it in any case.
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", default=not DEBUG)
# Whether staff may sign in with a user name and password of this service.
LOCAL_SIGN_IN = env.flag("LOCAL_SIGN_IN", default=True)

# The council's own single sign-on, by OpenID Connect: see docs/staff-sign-in.md. Off where no issuer is set.
OIDC_ISSUER = env.url("OIDC_ISSUER", "")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.secret("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.text("OIDC_NAME", "your council account")
OIDC_GROUPS_CLAIM = env.text("OIDC_GROUPS_CLAIM", "groups")
# What the claim holds, and the group here that it stands for. Whoever has none of them does not get in.
OIDC_GROUPS = env.pairs("OIDC_GROUPS")
# Whether our second step is asked for after single sign-on as well. Most councils' own sign-in has one.
# What its token may say of how they signed in there, one of which it must. Empty: it is not looked at.
OIDC_STRENGTH = env.names("OIDC_STRENGTH")
OIDC_SECOND_FACTOR = env.flag("OIDC_SECOND_FACTOR")
if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_GROUPS):
    raise ImproperlyConfigured("OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_GROUPS must be set too.")
if HTTPS and OIDC_ISSUER.startswith("http://"):
    raise ImproperlyConfigured("OIDC_ISSUER must start with https://, as SITE_URL does.")
if not LOCAL_SIGN_IN and not OIDC_ISSUER:
    raise ImproperlyConfigured("LOCAL_SIGN_IN is false and OIDC_ISSUER is not set, so no staff could sign in.")

COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}staff"
SESSION_COOKIE_AGE = STAFF_SESSION_HOURS * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
# Not in a cookie of their own, which would have another name and another life than the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "repairs.error_pages.csrf_failure"

SECURE_SSL_REDIRECT = HTTPS
# A monitor inside the network asks a process itself, without the proxy that has the certificate. Other systems that
# come without https are refused, so that nobody goes on sending them a secret in the open.
SECURE_REDIRECT_EXEMPT = [r"^(health|ready|metrics)/$", r"^(hms/status|notify/receipts)/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = env.flag("BEHIND_PROXY")
# How many proxies of ours one after another add to X-Forwarded-For. What stands before theirs is the client's own word.
PROXIES = env.number("PROXIES", 1, least=1)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

# How often one address may be wrong about a reference or a code, or ask for one. Behind it there may be many people.
TRIES_AN_HOUR_PER_ADDRESS = env.number("TRIES_AN_HOUR_PER_ADDRESS", 100, least=1)
# How many postcodes one address may look up in the journey. A whole town of 6,000 then takes more than four days.
POSTCODES_AN_HOUR_PER_ADDRESS = env.number("POSTCODES_AN_HOUR_PER_ADDRESS", 60, least=1)
# Offices and libraries, where many people stand behind one address. What is counted by address is not counted there.
TRUSTED_NETWORKS = env.networks("TRUSTED_NETWORKS")
# How many homes and callers each of the staff may look up: a session that was stolen does not list the register.
SEARCHES_AN_HOUR_PER_PERSON = env.number("SEARCHES_AN_HOUR_PER_PERSON", 240, least=1)

# The hash is that of GOV.UK Frontend's one inline script, which marks the page as having JavaScript.
GOVUK_INLINE_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'self' {GOVUK_INLINE_SCRIPT}",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)

# One photo is at most 10 MB and a form holds at most five; the rest of a form is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# The order of the pages of a diagnosis is a form with a number for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
FILE_UPLOAD_HANDLERS = [
    "repairs.photos.uploads.StopAfterTooMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
PHOTO_LINK_DAYS = env.number("PHOTO_LINK_DAYS", 30, least=1)

FORM_RENDERER = "repairs.govuk.forms.GovukRenderer"

# Where works orders go. Each is a class in repairs.log.hms; a council adds its own.
HMS_CLIENT = env.text("HMS_CLIENT", "repairs.log.hms.http.HttpHousingSystem")
HMS_URL = env.url("HMS_URL", "http://localhost:8001")
HMS_TOKEN = env.secret("HMS_TOKEN", "")
HMS_TIMEOUT_SECONDS = env.number("HMS_TIMEOUT_SECONDS", 10, least=1)
# What it can do about a reply that was lost, and how long it may take to find what it has taken: see docs/hms.
HMS_KIND = env.choice("HMS_KIND", "idempotent", {"idempotent", "searchable", "blind"})
HMS_LAG_SECONDS = env.number("HMS_LAG_SECONDS", 60)
# What the HMS signs with when it tells us what became of a job.
HMS_WEBHOOK_SECRET = env.secret("HMS_WEBHOOK_SECRET", "")
# The one that it signed with before, while it changes over.
HMS_WEBHOOK_SECRET_BEFORE = env.secret("HMS_WEBHOOK_SECRET_BEFORE", "")
# How often we ask what became of jobs, for what its webhooks did not bring. With 0 never.
HMS_POLL_SECONDS = env.number("HMS_POLL_SECONDS", 300)

# Where messages go. GOV.UK Notify is open to councils only, so the gateway is a class in repairs.log.notify too.
NOTIFY_CLIENT = env.text("NOTIFY_CLIENT", "repairs.log.notify.govuk.GovukNotify")
NOTIFY_URL = env.url("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_API_KEY = env.secret("NOTIFY_API_KEY", "")
NOTIFY_SMS_TEMPLATE_ID = env.text("NOTIFY_SMS_TEMPLATE_ID")
NOTIFY_EMAIL_TEMPLATE_ID = env.text("NOTIFY_EMAIL_TEMPLATE_ID")
# What Notify puts before its delivery receipts. Two while one takes the place of the other.
NOTIFY_RECEIPT_TOKEN = env.secret("NOTIFY_RECEIPT_TOKEN", "")
NOTIFY_RECEIPT_TOKEN_BEFORE = env.secret("NOTIFY_RECEIPT_TOKEN_BEFORE", "")
# Notify takes 3,000 a minute of a service. All workers together keep to this.
MESSAGES_A_MINUTE = env.number("MESSAGES_A_MINUTE", 3000, least=1)
# When phones are left in peace, in London, and how many texts one phone gets in a day; 0 is no limit.
TEXTS_FROM_HOUR = env.number("TEXTS_FROM_HOUR", 8, most=23)
TEXTS_UNTIL_HOUR = env.number("TEXTS_UNTIL_HOUR", 20, least=1, most=24)
TEXTS_A_DAY = env.number("TEXTS_A_DAY", 3)

# Who hears of an alarm. Without a mail server of its own, it goes through the message gateway.
ALARM_EMAIL = env.text("ALARM_EMAIL")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM") or f"repairs@{urlsplit(SITE_URL).hostname or 'localhost'}"
MAIL = env.mail_server("EMAIL_URL")
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.is_tls
EMAIL_TIMEOUT = 10

# Whom to tell of a hole in the service: mailto:, tel: or https:. Unless it is set, the page for contacting the council.
SECURITY_CONTACT = env.text("SECURITY_CONTACT") or f"{SITE_URL}/contact/"

# What a monitor sends as a bearer token. Without one, /metrics/ is not there and /ready/ says only that it is.
METRICS_TOKEN = env.secret("METRICS_TOKEN", "")

# When people can come. The diary is a class in appointments.diary; a council with a scheduler of its own adds one.
APPOINTMENTS_DIARY = env.text("APPOINTMENTS_DIARY", "appointments.diary.local.LocalDiary")
# Where appointments.diary.http.HttpDiary asks and books. The time is what is waited for behind the scenes.
SCHEDULER_URL = env.url("SCHEDULER_URL", "")
SCHEDULER_TOKEN = env.secret("SCHEDULER_TOKEN", "")
SCHEDULER_TIMEOUT_SECONDS = env.number("SCHEDULER_TIMEOUT_SECONDS", 10, least=1)
APPOINTMENTS_HORIZON_DAYS = env.number("APPOINTMENTS_HORIZON_DAYS", 60, least=1)
APPOINTMENTS_TRAVEL_MINUTES = env.number("APPOINTMENTS_TRAVEL_MINUTES", 20)
APPOINTMENTS_HOLD_MINUTES = env.number("APPOINTMENTS_HOLD_MINUTES", 10, least=1)
APPOINTMENTS_SAME_DAY_CUTOFF_HOUR = env.number("APPOINTMENTS_SAME_DAY_CUTOFF_HOUR", 16, most=24)
APPOINTMENTS_CHANGE_CUTOFF_HOUR = env.number("APPOINTMENTS_CHANGE_CUTOFF_HOUR", 16, most=24)

# By role: the minutes that may be added to a window of a day so that somebody is booked although it is full.
OVERRIDE_EXTRA_MINUTES = env.minutes_by_name("OVERRIDE_EXTRA_MINUTES", {"Planners": 120, "Repairs admins": 120})
# Whether staff may book the team of another patch.
OVERRIDE_OTHER_TEAMS = env.flag("OVERRIDE_OTHER_TEAMS")

# How long the outbox waits after each failed attempt; the last wait is repeated.
OUTBOX_RETRY_SECONDS = env.numbers("OUTBOX_RETRY_SECONDS", "60,300,900,3600")
OUTBOX_TRY_FOR_DAYS = env.number("OUTBOX_TRY_FOR_DAYS", 7, least=1)
# How long a row that a worker has taken stays its own when nothing is heard of that worker any more.
OUTBOX_LEASE_SECONDS = env.number("OUTBOX_LEASE_SECONDS", 20, least=2)
# How many calls one worker has on their way at the same time.
OUTBOX_CALLS_AT_ONCE = env.number("OUTBOX_CALLS_AT_ONCE", 8, least=1, most=50)

# How soon a person answers whoever asks for an update.
ENQUIRY_ANSWER_HOURS = env.number("ENQUIRY_ANSWER_HOURS", 72, least=1)

# How soon whoever did not answer is rung again, and after how many tries staff are told what else to do.
EMERGENCY_RUNG_AGAIN_MINUTES = env.number("EMERGENCY_RUNG_AGAIN_MINUTES", 10, least=1)
RUNG_AGAIN_MINUTES = env.number("RUNG_AGAIN_MINUTES", 120, least=1)
RUNG_AT_LEAST = env.number("RUNG_AT_LEAST", 3, least=1)

REDIS_URL = env.secret_url("REDIS_URL", {"redis", "rediss"})

# `shared` is for what one process should learn from another, such as the times that a scheduler offered a moment ago.
IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": IN_MEMORY},
    "shared": {"BACKEND": "repairs.forgiving_cache.ForgivingRedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "repairs"}
    if REDIS_URL
    else {"BACKEND": IN_MEMORY, "LOCATION": "shared"},
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Asked to end at once, a worker still has this long for what it has begun. Asked politely, it takes what it needs.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20.0
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is away must not keep a resident waiting: the sweep finds what it did not hear.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "socket_connect_timeout": 1, "socket_timeout": 1}
# It says that it is alive: see docs/operating.md.
CELERY_BEAT_SCHEDULER = "repairs.beat:Beat"
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "sweep-outbox": {"task": "repairs.log.tasks.sweep_outbox", "schedule": 5.0, "options": {"expires": 5}},
    "ask-deliveries": {"task": "repairs.log.tasks.ask_deliveries", "schedule": 60.0, "options": {"expires": 60}},
    "free-lapsed-holds": {
        "task": "appointments.tasks.free_lapsed_holds",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "tell-scheduler": {"task": "appointments.tasks.tell_scheduler", "schedule": 5.0, "options": {"expires": 5}},
    "give-up-forgotten": {
        "task": "appointments.tasks.give_up_forgotten",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "watch-for-alarms": {"task": "repairs.log.tasks.watch_for_alarms", "schedule": 60.0, "options": {"expires": 60}},
    "look-up-bookings": {"task": "repairs.log.tasks.look_up_bookings", "schedule": 60.0, "options": {"expires": 60}},
    "send-to-planners": {"task": "repairs.log.tasks.send_to_planners", "schedule": 5.0, "options": {"expires": 5}},
    "alert-planners": {"task": "repairs.log.tasks.alert_planners", "schedule": 300.0, "options": {"expires": 300}},
    "escalate-enquiries": {
        "task": "repairs.log.tasks.escalate_enquiries",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "spread-delay-notes": {
        "task": "repairs.log.tasks.spread_delay_notes",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "plan-diary": {"task": "appointments.tasks.plan_diary", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
    "send-references": {"task": "repairs.log.tasks.send_references", "schedule": 5.0, "options": {"expires": 5}},
    "forget-codes": {"task": "repairs.log.tasks.forget_old_codes", "schedule": 3600.0, "options": {"expires": 3600}},
    "forget-sessions": {
        "task": "repairs.sign_in.tasks.forget_sessions",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "forget-counts": {"task": "repairs.limits.tasks.forget_counts", "schedule": 600.0, "options": {"expires": 600}},
    # Once a day, some seconds at a time.
    "forget": {"task": "repairs.retention.tasks.forget", "schedule": 600.0, "options": {"expires": 600}},
    "forget-drafts": {"task": "repairs.report.tasks.forget_drafts", "schedule": 600.0, "options": {"expires": 600}},
}
if HMS_POLL_SECONDS:
    CELERY_BEAT_SCHEDULE["ask-hms"] = {
        "task": "repairs.log.tasks.ask_hms",
        "schedule": float(HMS_POLL_SECONDS),
        "options": {"expires": HMS_POLL_SECONDS},
    }

structlog.configure(**STRUCTLOG)
