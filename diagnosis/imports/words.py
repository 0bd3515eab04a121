"""Words for people, made from the names and the HTML that other services keep."""

import html
import re

TAG = re.compile(r"<(?:/?[a-zA-Z]|!--)[^<>]*>")
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
LINK = re.compile(r"\[([^\[\]]*)\]\((?:https?:|mailto:|tel:|/|#)[^()\s]*\)", re.IGNORECASE)

NOT_SURE = frozenset(
    {"not sure", "i am not sure", "im not sure", "i do not know", "i dont know", "dont know", "unsure"}
)
SOMETHING_ELSE = frozenset({"something else", "none of these", "none of the above"})


def words_of(name: str) -> str:
    """“doorHangingOff” as “Door hanging off”. What has spaces is words already."""
    if " " in name.strip():
        return name.strip()
    spaced = re.sub(r"([^\W_A-Z])([A-Z])", r"\1 \2", name)
    spaced = re.sub(r"([A-Z])([A-Z][a-z])", r"\1 \2", spaced)
    parts = re.sub(r"[\W_]+", " ", spaced).split()
    words = " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in parts)
    return words[:1].upper() + words[1:]


def plain_words(text: str) -> str:
    """Without tags, entities and links. What has none of them stays as it is."""
    bare = LINK.sub(r"\1", TAG.sub(" ", text))
    if ENTITY.search(bare):
        bare = html.unescape(bare)
    return " ".join(bare.split()) if bare != text else text.strip()


def in_the_middle(text: str) -> str:
    """As it reads after the beginning of a sentence: “Door frame” as “door frame”, “UPVC door” as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def says(text: str, phrases: frozenset[str]) -> bool:
    """Whether it is one of those phrases, however it is written."""
    return " ".join(re.findall(r"[a-z]+", re.sub("['\u2019]", "", text.lower()))) in phrases
