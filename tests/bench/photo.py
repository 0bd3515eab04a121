"""What cleaning a photo costs beside the quickest way to make it small: `make bench-photo`.

The floor opens the same file in this process, decodes the JPEG at a half, as a reader may ("draft mode"), makes it as
small as ours and writes both pictures: without a process of its own, limits, checks or files. Ratios are of pairs, in
time that passes and in processor time. Memory is the most that one process of a photo held. The last line is the
figures as JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

import tests.environment  # noqa: F401
from tests.bench.submit import spread

SIZE = (4000, 3000)
"""12 megapixels, as most phones take them."""
HEIC = Path(__file__).parents[1] / "photos" / "samples" / "leak.heic"
TARGET, MOST_MEGABYTES = 1.3, 150


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    given = options.parse_args()
    figures = measure(given.rounds)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>24}: {figure}")
    print(json.dumps(figures))


def measure(rounds: int) -> dict[str, Any]:
    whole = photograph()
    pairs = []
    for number in range(rounds + 1):
        pair = took(lambda: ours(whole)), took(lambda: floor(whole)), took(lambda: naive(whole)), took(bare_process)
        if number:
            # The first pair warms what is kept of files.
            pairs.append(pair)
    cleaned, bare, slow, process = zip(*pairs, strict=True)
    both = list(zip(cleaned, bare, strict=True))
    return {
        "bytes": len(whole),
        "ours_ms": spread([one.seconds * 1000 for one in cleaned]),
        "floor_ms": spread([one.seconds * 1000 for one in bare]),
        "without_draft_ms": spread([one.seconds * 1000 for one in slow]),
        "bare_process_ms": spread([one.seconds * 1000 for one in process]),
        "ratio": spread([one.seconds / other.seconds for one, other in both], 2),
        "processor_ratio": spread([one.processor / other.processor for one, other in both], 2),
        "target": TARGET,
        "megabytes": {"jpeg": megabytes(whole, "JPEG"), "heic": megabytes(HEIC.read_bytes(), "HEIF")},
        "most_megabytes": MOST_MEGABYTES,
    }


class took:
    def __init__(self, call: Callable[[], object]) -> None:
        begun, busy = time.perf_counter(), busy_seconds()
        call()
        self.seconds, self.processor = time.perf_counter() - begun, busy_seconds() - busy


def busy_seconds() -> float:
    """Of this process and of those it has started and seen the end of."""
    return sum(os.times()[:4])


def photograph() -> bytes:
    """Soft shapes with the grain of a phone at night: about as large as a phone's file."""
    soft = Image.effect_noise((SIZE[0] // 100, SIZE[1] // 100), 90).resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 12)
    picture = Image.merge("RGB", (soft, Image.blend(soft, grain, 0.4), grain))
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def ours(whole: bytes) -> None:
    from repairs.photos.clean import clean_photo

    clean_photo(BytesIO(whole), name="leak.jpg")


def floor(whole: bytes, *, draft: bool = True) -> None:
    from repairs.photos import clean_child

    image = Image.open(BytesIO(whole))
    if draft:
        image.draft("RGB", (image.width // 2, image.height // 2))
    image.thumbnail((clean_child.LONGEST_SIDE,) * 2, reducing_gap=None)
    image.save(BytesIO(), "JPEG", quality=clean_child.QUALITY)
    image.thumbnail((clean_child.THUMBNAIL_SIDE,) * 2)
    image.save(BytesIO(), "JPEG", quality=clean_child.QUALITY)


def naive(whole: bytes) -> None:
    floor(whole, draft=False)


def bare_process() -> None:
    """What it costs that a photo has a process of its own, before it has opened anything."""
    subprocess.run([sys.executable, "-I", "-c", "from PIL import Image, JpegImagePlugin"], check=True, env={})


def megabytes(whole: bytes, kind: str) -> int:
    """The most that cleaning this one held, measured in a process that starts nothing else."""
    watch = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    from repairs.photos.clean import CHILD, CPU_SECONDS

    child = [sys.executable, "-I", str(CHILD), kind, str(CPU_SECONDS)]
    done = subprocess.run([sys.executable, "-c", watch, *child], input=whole, capture_output=True, check=True)
    return int(done.stdout) // 1024


if __name__ == "__main__":
    main()
