import pytest

from repairs.homes.postcode import (
    ForcesPostcode,
    NoPostcode,
    NotAPostcode,
    OverseasPostcode,
    Postcode,
    PostcodeError,
    parse_postcode,
)

TYPED = [
    # as printed, and any case, spacing or punctuation
    ("NM1 2AB", "NM1 2AB"),
    ("nm1 2ab", "NM1 2AB"),
    ("Nm12Ab", "NM1 2AB"),
    ("  nm1   2ab  ", "NM1 2AB"),
    ("n m 1 2 a b", "NM1 2AB"),
    ("NM1-2AB", "NM1 2AB"),
    ("NM1.2AB.", "NM1 2AB"),
    ("(nm1, 2ab)", "NM1 2AB"),
    ("NM1_2AB", "NM1 2AB"),
    ("'NM1 2AB'", "NM1 2AB"),
    ("\tNM1\n2AB\r\n", "NM1 2AB"),
    # what phones and word processors put in
    ("NM1\N{NO-BREAK SPACE}2AB", "NM1 2AB"),
    ("NM1\N{NARROW NO-BREAK SPACE}2AB", "NM1 2AB"),
    ("NM1\N{EN DASH}2AB", "NM1 2AB"),
    ("NM1\N{ZERO WIDTH SPACE}2AB", "NM1 2AB"),
    ("\N{ZERO WIDTH NO-BREAK SPACE}NM1 2AB", "NM1 2AB"),
    ("\N{LEFT-TO-RIGHT MARK}NM1\N{SOFT HYPHEN}2AB", "NM1 2AB"),
    ("\uff2e\uff2d\uff11\u3000\uff12\uff21\uff22", "NM1 2AB"),  # full-width letters, digits and space
    ("\uff4e\uff4d\uff11\uff12\uff41\uff42", "NM1 2AB"),
    # every real form
    ("m11ae", "M1 1AE"),
    ("b338th", "B33 8TH"),
    ("w1a0ax", "W1A 0AX"),
    ("cr26xh", "CR2 6XH"),
    ("dn551pt", "DN55 1PT"),
    ("ec1a1bb", "EC1A 1BB"),
    ("sw1a1aa", "SW1A 1AA"),
    ("gir0aa", "GIR 0AA"),
    ("bt7 1nn", "BT7 1NN"),
    ("NM0 2AB", "NM0 2AB"),
    # slips that leave no doubt
    ("NMI 2AB", "NM1 2AB"),
    ("nml 2ab", "NM1 2AB"),
    ("NMIO 2AB", "NM10 2AB"),
    ("NM1 OAB", "NM1 0AB"),
    ("NM1 IAB", "NM1 1AB"),
    ("0L1 1AA", "OL1 1AA"),
    ("1P1 1AA", "IP1 1AA"),
    ("S01 0AA", "S01 0AA"),
    ("EIO 5AA", "E10 5AA"),
    ("WIA OAX", "W1A 0AX"),
    ("GIR OAA", "GIR 0AA"),
    ("0X1O 1AA", "OX10 1AA"),
]


@pytest.mark.parametrize(("typed", "postcode"), TYPED)
def test_a_postcode_is_understood_however_it_is_typed(typed: str, postcode: str) -> None:
    assert parse_postcode(typed) == postcode


@pytest.mark.parametrize("typed", ["", " ", "\N{NO-BREAK SPACE}", "--", "\u200b", "\n", " " * 5000])
def test_nothing_typed_is_told_from_something_wrong(typed: str) -> None:
    with pytest.raises(NoPostcode):
        parse_postcode(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "NM1",
        "NM1 2A",
        "NM1 2ABC",
        "2AB NM1",
        "NM1 ABC",
        "NM1 2A1",
        "NM1 2CA",  # C never stands in the last two letters
        "QM1 2AB",  # no area starts with Q
        "NM123 2AB",
        "12345",
        "90210",
        "D02 AF30",
        "Larkspur Road",
        "12 Larkspur Road NM1 2AB",
        "NM1 2\u0410B",  # a Cyrillic A
        "NM1 2Ab\u0301c",
        "NM1 2\u00df",
        "\u0661\u0662 2AB",
        "\x00\x01",
        "' OR 1=1 --",
        "NM1 2AB" * 50,
    ],
)
def test_what_has_not_the_shape_is_refused(typed: str) -> None:
    expected = NoPostcode if typed == "\x00\x01" else NotAPostcode
    with pytest.raises(expected):
        parse_postcode(typed)


@pytest.mark.parametrize("typed", ["BFPO 12", "bfpo1234", "B.F.P.O. 5", "BFP0 57", "BFPO", "BF1 0AA", "bf1 3ab"])
def test_forces_mail_is_told_apart(typed: str) -> None:
    with pytest.raises(ForcesPostcode):
        parse_postcode(typed)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("ASCN 1ZZ", "Ascension Island"),
        ("AI-2640", "Anguilla"),
        ("BBND 1ZZ", "British Indian Ocean Territory"),
        ("BIQQ 1ZZ", "British Antarctic Territory"),
        ("fiqq1zz", "the Falkland Islands"),
        ("GX11 1AA", "Gibraltar"),
        ("GY1 1AA", "Guernsey"),
        ("GY10 1SF", "Guernsey"),
        ("IM1 1AA", "the Isle of Man"),
        ("IM99 1AB", "the Isle of Man"),
        ("je2 3ab", "Jersey"),
        ("KY1-1001", "the Cayman Islands"),
        ("MSR 1110", "Montserrat"),
        ("PCRN 1ZZ", "the Pitcairn Islands"),
        ("SIQQ 1ZZ", "South Georgia and the South Sandwich Islands"),
        ("STHL 1ZZ", "Saint Helena"),
        ("TDCU 1ZZ", "Tristan da Cunha"),
        ("TKCA IZZ", "the Turks and Caicos Islands"),
        ("VG1110", "the British Virgin Islands"),
    ],
)
def test_islands_and_territories_are_named(typed: str, place: str) -> None:
    with pytest.raises(OverseasPostcode) as refused:
        parse_postcode(typed)
    assert refused.value.place == place


@pytest.mark.parametrize("typed", ["KY1 1AA", "KY13 9AA", "IP1 1AA", "GL1 1AA", "AL2 6AB", "BB1 1AA"])
def test_places_in_the_united_kingdom_are_not_taken_for_islands(typed: str) -> None:
    assert parse_postcode(typed) == typed


def test_a_postcode_has_two_halves() -> None:
    postcode = parse_postcode("dn551pt")
    assert isinstance(postcode, Postcode)
    assert (postcode.outward, postcode.inward) == ("DN55", "1PT")


def test_every_postcode_reads_itself_back() -> None:
    assert all(parse_postcode(parse_postcode(typed)) == parse_postcode(typed) for typed, _ in TYPED)


@pytest.mark.parametrize("character", ["A", "1", " ", "\N{NO-BREAK SPACE}", "\ufdfa", "\u0301"])
def test_a_megabyte_is_refused(character: str) -> None:
    with pytest.raises(PostcodeError):
        parse_postcode(character * 1_000_000)
