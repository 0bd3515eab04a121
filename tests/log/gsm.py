"""How phone networks count a text message."""

GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TAKES_TWO = set("^{}\\[~]|€")
ONE_FRAGMENT, EACH_OF_SEVERAL = 160, 153


def septets(text: str) -> int:
    """Raises ValueError for a character that would make the whole text cost more than twice as much."""
    if strange := set(text) - GSM_7 - TAKES_TWO:
        raise ValueError(f"not in GSM-7: {sorted(strange)}")
    return len(text) + sum(character in TAKES_TWO for character in text)


def fragments(text: str) -> int:
    length = septets(text)
    return 1 if length <= ONE_FRAGMENT else -(-length // EACH_OF_SEVERAL)
