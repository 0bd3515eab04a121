"""docker-compose.yml holds what the documents say of it, and asks for no secret that the settings do not know."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from repairs.settings import BASE_DIR, CELERY_TASK_TIME_LIMIT

HERE = Path(BASE_DIR)
COMPOSE = HERE / "docker-compose.yml"
TEXT = COMPOSE.read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = {"web", "worker", "beat", "standby", "migrate", "bucket", "seed", "hms", "notify"}
ONE_OFF = {"migrate", "bucket", "seed"}
SECONDS_A_PROXY_KEEPS_A_CONNECTION = 60
"""nginx and the load balancers of the large clouds, unless told otherwise."""
NEEDED = re.compile(r"\$\{([A-Z0-9_]+):\?")


def test_all_of_the_service_is_there() -> None:
    assert {"web", "worker", "beat", "db", "redis", "hms", "notify", "photos", "migrate"} <= set(SERVICES)


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONE_OFF))
def test_whatever_runs_for_long_says_whether_it_is_well(name: str) -> None:
    own = SERVICES[name].get("healthcheck", {})
    from_image = name == "web" and "HEALTHCHECK" in (HERE / "Dockerfile").read_text(encoding="utf-8")
    assert own.get("test") or from_image


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_each_has_a_limit_on_its_memory(name: str) -> None:
    assert re.fullmatch(r"\d+[mg]", SERVICES[name]["mem_limit"])


@pytest.mark.parametrize("name", sorted(OURS))
def test_ours_can_change_nothing_of_the_machine(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "USER 10001" in (HERE / "Dockerfile").read_text(encoding="utf-8")


def test_whoever_waits_for_a_page_goes_first_where_processors_are_short() -> None:
    behind = {name for name, service in SERVICES.items() if service.get("cpu_shares", 1024) < 1024}
    assert behind == {"worker", "beat", "standby"}


@pytest.mark.parametrize("name", sorted(ONE_OFF))
def test_jobs_run_once(name: str) -> None:
    assert SERVICES[name]["restart"] == "no"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_tables_are_as_it_needs_them(name: str) -> None:
    needs = SERVICES[name]["depends_on"]
    assert needs["migrate"] == needs["bucket"] == {"condition": "service_completed_successfully"}
    assert needs["db"] == {"condition": "service_healthy"}


def test_a_worker_has_the_time_to_finish_what_it_has_begun() -> None:
    assert int(SERVICES["worker"]["stop_grace_period"].rstrip("s")) > CELERY_TASK_TIME_LIMIT


def test_web_is_given_longer_to_stop_than_gunicorn_takes() -> None:
    command = (HERE / "Dockerfile").read_text(encoding="utf-8")
    graceful = re.search(r'"--graceful-timeout", "(\d+)"', command)
    assert graceful
    assert int(SERVICES["web"]["stop_grace_period"].rstrip("s")) > int(graceful[1])


def test_a_connection_is_closed_by_the_proxy_and_not_under_a_request() -> None:
    kept = re.search(r'"--keep-alive", "(\d+)"', (HERE / "Dockerfile").read_text(encoding="utf-8"))
    assert kept
    assert int(kept[1]) > SECONDS_A_PROXY_KEEPS_A_CONNECTION


def test_nothing_but_web_is_reached_from_outside_the_machine() -> None:
    ports = {name: port for name, service in SERVICES.items() for port in service.get("ports", [])}
    assert set(ports) == {"web", "hms", "notify"}
    assert all("127.0.0.1:" in port for port in ports.values())


def test_volumes_and_services_that_are_named_exist() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(FILE["volumes"])
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)


def test_every_secret_that_it_asks_for_is_made_by_the_command_at_its_top() -> None:
    command = next(line for line in TEXT.splitlines() if "python3 -c" in line)
    assert sorted(set(NEEDED.findall(TEXT))) == sorted(
        name for name in set(NEEDED.findall(TEXT)) if f"{name}=" in command
    )


def test_the_settings_know_every_variable_that_ours_are_given() -> None:
    read = "".join((HERE / "repairs" / name).read_text(encoding="utf-8") for name in ("settings.py", "logs.py"))
    given = set(FILE["x-app"]["environment"]) - {"WEB_CONCURRENCY"}
    assert {name for name in given if f'"{name}"' not in read} == set()


def test_the_stand_in_for_notify_tells_web_what_became_of_messages() -> None:
    command, settings = SERVICES["notify"]["command"], FILE["x-app"]["environment"]
    told = {name: command[command.index(f"--receipt-{name}") + 1] for name in ("url", "site", "token")}
    assert told["url"] == "http://web:8000/notify/receipts/"
    assert (told["site"], told["token"]) == (settings["SITE_URL"], settings["NOTIFY_RECEIPT_TOKEN"])
