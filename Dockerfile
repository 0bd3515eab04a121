FROM python:3.11.16-slim AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/s3.txt .
# Nothing is installed once the image is built, so it holds no pip.
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python install --require-hashes --requirement s3.txt


FROM python:3.11.16-slim

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=repairs.settings \
    DATA_DIR=/srv/var

# The folders that volumes are mounted on belong to the service; the program itself it can only read.
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin repairs \
    && install --directory --owner repairs --mode 0700 /srv/var /srv/var/photos /srv/var/stand-ins

COPY --from=packages /venv /venv
WORKDIR /srv/app
COPY . .
# The key signs nothing: it is needed to read the settings, and stays out of the image.
RUN python -m compileall -q . \
    && SECRET_KEY=only-while-the-image-is-built python manage.py collectstatic --noinput --verbosity 0 \
    && chmod 0755 /srv/var && chmod -R a+rX /srv/var/static

# By its number, so that Kubernetes can see that it is not root.
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.parse as p, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/health/', headers={'Host': p.urlsplit(os.environ.get('SITE_URL') or 'https://localhost').hostname}), timeout=4)"]

# WEB_CONCURRENCY says how many processes there are; each opens at most two photos at once.
CMD ["gunicorn", "repairs.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "repairs.web_threads.WarmThreads", "--threads", "12", \
     "--timeout", "60", "--graceful-timeout", "30", "--keep-alive", "75", "--worker-tmp-dir", "/dev/shm", \
     "--no-control-socket"]
