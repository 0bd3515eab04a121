"""Whether the page as it stands has words that cannot be read, or needs scrolling sideways."""

from pathlib import Path

LOST_WORDS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
