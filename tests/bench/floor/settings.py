import os
from pathlib import Path

import dj_database_url

SECRET_KEY = "a floor to measure against, and nothing that anybody uses"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.bench.floor.pages"
INSTALLED_APPS = ["django.contrib.sessions"]
# In a signed cookie, or in the database, where the service keeps what was answered.
SESSION_ENGINE = f"django.contrib.sessions.backends.{os.environ.get('FLOOR_SESSIONS', 'signed_cookies')}"
DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
USE_TZ = True
