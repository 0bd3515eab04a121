"""docker-compose.yml is valid, with the secrets alone and with every variable set: as the Compose Specification's own
schema says, and as Docker Compose itself does where it is installed."""

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

from tests.deploy.interpolation import VARIABLE, NotSet, interpolated
from tests.deploy.test_compose import COMPOSE, FILE, HERE, NEEDED, SERVICES, TEXT

SECRETS = {name: name.lower().replace("_", "") * 6 for name in NEEDED.findall(TEXT)}
EVERYTHING = {found["name"]: "1" for found in VARIABLE.finditer(TEXT)} | SECRETS | {"PUBLISH": "0.0.0.0:80"}
Said = subprocess.CompletedProcess[str]
DURATION = re.compile(r"(\d+h)?(\d+m)?(\d+s)?")
IMAGE = re.compile(r"[a-z0-9./-]+:v?\d+\.\d+(\.\d+)?(-[a-z0-9.]+)?")


def schema_says(file: Path) -> str:
    """Empty where the file is as the Compose Specification wants it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize("given", [SECRETS, EVERYTHING], ids=["secrets", "everything"])
def test_it_is_as_the_compose_specification_wants_it(given: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "docker-compose.yml"
    file.write_text(yaml.safe_dump(interpolated(FILE, given)), encoding="utf-8")
    assert "$" not in file.read_text(encoding="utf-8")
    assert schema_says(file) == ""


def test_a_wrong_word_in_it_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "docker-compose.yml"
    file.write_text(TEXT.replace("  worker:\n", "  worker:\n    mem_limits: 1g\n", 1), encoding="utf-8")
    assert "mem_limits" in schema_says(file)


@pytest.mark.parametrize("name", sorted(SECRETS))
@pytest.mark.parametrize("left_out", [None, ""], ids=["missing", "empty"])
def test_without_a_secret_it_does_not_start_and_says_which(name: str, left_out: str | None) -> None:
    given = {other: value for other, value in SECRETS.items() if other != name}
    with pytest.raises(NotSet, match=f"Set {name}"):
        interpolated(FILE, given if left_out is None else given | {name: left_out})


def test_every_dollar_sign_begins_a_variable() -> None:
    assert "$" not in VARIABLE.sub("", TEXT)


def test_a_variable_has_the_same_default_wherever_it_stands() -> None:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for variable in VARIABLE.finditer(TEXT):
        found[variable["name"]].add((variable["how"], variable["rest"]))
    assert {name: said for name, said in found.items() if len(said) > 1} == {}


def test_no_service_waits_for_itself_or_for_one_that_only_a_profile_starts() -> None:
    needs = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}
    assert set(TopologicalSorter(needs).static_order()) == set(SERVICES)
    assert [name for wanted in needs.values() for name in wanted if SERVICES[name].get("profiles")] == []


def test_every_span_of_time_has_a_unit() -> None:
    spans = [service[key] for service in SERVICES.values() for key in ("stop_grace_period",) if key in service]
    checks = [service.get("healthcheck", {}) for service in SERVICES.values()]
    spans += [check[key] for check in checks for key in ("interval", "timeout", "start_period") if key in check]
    assert spans
    assert [span for span in spans if not DURATION.fullmatch(span)] == []


def test_every_image_of_others_has_an_exact_version() -> None:
    theirs = [service["image"] for name, service in interpolated(SERVICES, SECRETS).items() if "build" not in service]
    bases = re.findall(r"^FROM (\S+)", (HERE / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(set(bases)) == 1
    assert [image for image in [*theirs, *bases] if not IMAGE.fullmatch(image)] == []


def docker_compose(given: dict[str, str], *words: str, files: tuple[Path, ...] = (COMPOSE,)) -> Said:
    """What Docker Compose says: the program beside this Python, or the plugin of Docker. It asks no daemon."""
    alone, docker = shutil.which("docker-compose", path=Path(sys.executable).parent), shutil.which("docker")
    if alone is None and (
        docker is None or subprocess.run([docker, "compose", "version"], capture_output=True).returncode
    ):
        pytest.skip("Docker Compose is not installed: the Compose Specification's schema was asked instead")
    command = [alone] if alone else [str(docker), "compose"]
    env = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nonexistent", **given}
    named = [word for file in files for word in ("--file", str(file))]
    return subprocess.run([*command, *named, *words], env=env, capture_output=True, text=True)


@pytest.mark.parametrize("given", [SECRETS, EVERYTHING], ids=["secrets", "everything"])
@pytest.mark.parametrize("profile", ["", "demo"])
def test_docker_compose_takes_it_as_we_read_it(given: dict[str, str], profile: str) -> None:
    said = docker_compose(given, *(["--profile", profile] if profile else []), "config", "--format", "json")
    assert (said.returncode, said.stderr) == (0, "")
    taken, ours = json.loads(said.stdout)["services"], interpolated(SERVICES, given)
    assert set(taken) == {name for name, service in ours.items() if service.get("profiles", [profile]) == [profile]}
    for name, service in taken.items():
        assert service.get("environment") == ours[name].get("environment"), name
        assert service.get("command") == ours[name].get("command"), name


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_docker_compose_says_which_secret_is_missing(name: str) -> None:
    said = docker_compose({other: value for other, value in SECRETS.items() if other != name}, "config", "--quiet")
    assert said.returncode == 1
    assert f"Set {name}" in said.stderr


def test_a_second_web_is_like_the_first_at_another_port() -> None:
    said = docker_compose(SECRETS, "config", "--format", "json", files=(COMPOSE, HERE / "docker-compose.two-webs.yml"))
    assert (said.returncode, said.stderr) == (0, "")
    taken = json.loads(said.stdout)["services"]
    first, second = taken["web"], taken["web-2"]
    assert [port["published"] for web in (first, second) for port in web["ports"]] == ["8000", "8010"]
    assert {**second, "ports": None} == {**first, "ports": None}
