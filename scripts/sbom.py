"""What the service is made of, as CycloneDX 1.6: `make sbom`, or python scripts/sbom.py [LOCK] [OUTPUT].

Names, versions and hashes are those of the lock, so it needs no network. Licences are read from the packages that are
installed, and left out of one that is not. The same lock always gives the same file.
"""

import importlib.metadata as installed
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PLAIN_NAME = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


def bill(lock: str, project: dict[str, Any]) -> dict[str, Any]:
    service = {
        "type": "application",
        "bom-ref": "service",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    components = list(components_of(lock))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, lock)}",
        "version": 1,
        "metadata": {"component": service},
        "components": components,
        "dependencies": [{"ref": "service", "dependsOn": [one["bom-ref"] for one in components]}],
    }


def components_of(lock: str) -> Iterator[dict[str, Any]]:
    for block in re.split(r"\n(?=\S)", lock.strip()):
        if not (found := LOCKED.match(block)):
            continue
        name, version = found.groups()
        address = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        yield {
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "purl": address,
            **licences_of(name),
            "properties": [{"name": "lock:sha256", "value": digest} for digest in sorted(HASH.findall(block))],
        }


def licences_of(name: str) -> dict[str, Any]:
    try:
        said = installed.metadata(name)
    except installed.PackageNotFoundError:
        return {}
    if expression := said.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    names = [found[1] for line in said.get_all("Classifier") or [] if (found := PLAIN_NAME.match(line))]
    first_line = (said.get("License") or "").strip().split("\n")[0]
    names = names or ([first_line] if first_line else [])
    return {"licenses": [{"license": {"name": one}} for one in names]} if names else {}


def main(lock: Path, output: Path) -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = bill(lock.read_text(encoding="utf-8"), project)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    unknown = [one["name"] for one in made["components"] if "licenses" not in one]
    print(f"{output}: {len(made['components'])} packages. Without a licence: {', '.join(unknown) or 'none'}.")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(*[*given, *[HERE / "requirements/run.txt", HERE / "var/sbom.json"][len(given) :]])
