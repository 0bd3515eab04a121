"""What goes into the image, and who runs in it. There is no Docker where tests run: the files are read as it does."""

import re
from pathlib import Path

import pytest

from tests.deploy.dockerfile import HERE, goes_into_the_image, stages
from tests.deploy.test_compose import SERVICES
from tests.upgrade.previous import git

BUILD, IMAGE = stages()
MOST_MB = 6
"""Of ours: without the packages, and before the static files are collected."""


def names() -> list[str]:
    return [name for name in git("ls-files").splitlines() if (HERE / name).is_file()]


def test_whatever_is_copied_from_here_is_sent_to_docker() -> None:
    copied = [one.words[:-1] for one in [*BUILD, *IMAGE] if one.word == "COPY"]
    from_here = [source for words in copied if not words[0].startswith("--from=") for source in words if source != "."]
    assert all((HERE / source).exists() for source in from_here)
    assert [source for source in from_here if not goes_into_the_image(source)] == []


def test_the_lock_that_is_installed_is_the_one_for_a_bucket_with_its_hashes_checked() -> None:
    said = " ".join(one.rest for one in BUILD)
    assert "--require-hashes --requirement s3.txt" in said


@pytest.mark.parametrize(
    "name",
    [
        *("manage.py", "repairs/wsgi.py", "repairs/log/migrations/0001_initial.py", "templates/layout.html"),
        *("static/govuk", "fixtures/trees/leak.json", "diagnosis/walk.py", "appointments/offer.py"),
        *("repairs/govuk/environment.py", "repairs/alive.py", "requirements/s3.txt"),
    ],
)
def test_what_the_service_needs_is_in_the_image(name: str) -> None:
    assert (HERE / name).exists()
    assert goes_into_the_image(name)


@pytest.mark.parametrize(
    "name",
    [
        *(".env", ".git/config", ".venv/bin/python", "var/repairs.sqlite3", "tests/conftest.py", "docs/operating.md"),
        *(
            "docker-compose.yml",
            "Dockerfile",
            "requirements/dev.txt",
            "repairs.dump",
            "photos.tar",
            "assets/build_css.py",
        ),
        *("repairs/__pycache__/urls.cpython-311.pyc", "diagnosis/old.pyc", "node_modules/x/index.js", ".ci/run"),
    ],
)
def test_what_it_does_not_need_and_every_secret_stays_out(name: str) -> None:
    assert not goes_into_the_image(name)


def test_all_that_is_ours_in_the_image_is_small() -> None:
    sizes = {name: (HERE / name).stat().st_size for name in names() if goes_into_the_image(name)}
    assert sum(sizes.values()) < MOST_MB * 1_000_000, sorted(sizes, key=lambda name: sizes[name])[-5:]


def test_it_runs_as_nobody_in_particular_by_a_number_that_kubernetes_can_check() -> None:
    users = [one.rest for one in IMAGE if one.word == "USER"]
    assert len(users) == 1
    assert int(users[0]) >= 1000
    after = IMAGE[[one.word for one in IMAGE].index("USER") :]
    assert {"RUN", "COPY", "ADD"} & {one.word for one in after} == set()


def test_nothing_is_fetched_from_the_net_but_packages_with_hashes() -> None:
    said = [one for one in [*BUILD, *IMAGE] if one.word in {"RUN", "ADD"}]
    assert [one.rest for one in said if one.word == "ADD" or re.search(r"curl|wget|apt-get|git clone", one.rest)] == []
    installs = [part for one in said for part in one.rest.split("&&") if " install " in part and "pip" in part]
    assert installs
    assert all("--require-hashes" in part for part in installs)


def test_no_secret_is_built_in() -> None:
    given = " ".join(one.rest for one in [*BUILD, *IMAGE] if one.word in {"ENV", "ARG", "LABEL"})
    assert re.search("KEY|TOKEN|SECRET|PASSWORD", given) is None


def test_it_says_whether_it_is_well_and_how_it_starts_without_a_shell() -> None:
    for word in ("HEALTHCHECK", "CMD"):
        found = [one for one in IMAGE if one.word == word]
        assert len(found) == 1
        assert found[0].command[0] in {"python", "gunicorn"}


def test_one_image_is_web_worker_beat_and_all_the_rest() -> None:
    ours = [service for service in SERVICES.values() if "build" in service]
    assert len(ours) == 9
    assert {service["image"] for service in ours} == {"report-a-repair"}
    programs = {service["command"][0] for service in ours if "command" in service}
    assert programs == {"python", "celery"}


@pytest.mark.parametrize("name", ["beat", "standby"])
def test_what_answers_no_requests_touches_the_file_that_its_check_looks_at(name: str) -> None:
    check, command = SERVICES[name]["healthcheck"]["test"], SERVICES[name]["command"]
    assert check[:3] == ["CMD", "python", "repairs/alive.py"]
    assert (HERE / check[2]).exists()
    touched = command[command.index("--alive") + 1] if "--alive" in command else f"{after(command, '--schedule')}-alive"
    assert check[3] == touched
    assert Path(touched).parent == Path("/tmp")  # noqa: S108 the one place in the container that can be written to


def after(command: list[str], word: str) -> str:
    return command[command.index(word) + 1]
