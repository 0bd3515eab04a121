"""Each rule of our style has words that break it, and words that only look as if they did."""

import pytest

from tests.page_lint import lint
from tests.page_rules.style import style_faults
from tests.pages.test_page_lint import page

WRONG = [
    ("Please enter your name", "says please"),
    ("Tell us more, e.g. where it drips", "uses Latin"),
    ("Taps, pipes etc.", "uses Latin"),
    ("We answer via text", "uses Latin"),
    ("Click Continue", "says click"),
    ("We have it!", "exclamation mark"),
    ("Taps & pipes", "& for and"),
    ("Taps and/or pipes", "and/or"),
    ("Log in to see it", "says login"),
    ("Login again", "says login"),
    ("Our telephone number", "says telephone"),
    ("Ask if he is in", "says he or she"),
    ("You can’t change it", "n't for not"),
    ("We don't know", "n't for not"),
    ("Your e-mail", "with a hyphen or in two"),
    ("On 23rd November", "has an ordinal"),
    ("By 23/11/2026", "has a date in numbers"),
    ("By 2026-11-23", "has a date in numbers"),
    ("On Monday, 23 November 2026", "has a comma in a date"),
    ("On 23 November, 2026", "has a comma in a date"),
    ("On November 23", "has the month before the day"),
    ("At 17:30", "clock of 24 hours"),
    ("At 8:00am", "minutes of a full hour"),
    ("At 8 am", "has a space before am or pm"),
    ("From 8am to 12pm", "not midnight or midday"),
    ("From noon", "not midnight or midday"),
    ("8am-5pm", "has a range with a dash"),
    ("5–10 days", "has a range with a dash"),
    ("It is late – sorry", "has a dash"),
    ("It is late - sorry", "has a dash"),
    ("You have two repairs", "has a number in letters"),
    ("10 per cent", "has per cent in letters"),
    ("Your repair(s)", "has (s)"),
    ("Use the link below", "stands on the screen"),
    ("Prior to the visit", "a long word for a short one"),
    ("You need not do anything", "has need not"),
    ("Reference ABC , here", "has a space before a full stop or comma"),
    ("Tell us what what to do in in it", "says the same word twice"),
    ("Do NEVER touch it. WARNING", "has capitals for emphasis"),
    ("It is  late", "has two spaces"),
]

RIGHT = [
    "Monday to Thursday, 8am to 6pm. Friday, 8am to 5pm. Closed on bank holidays.",
    "Thursday 5 March 2026, 8am to midday",
    "5:30pm on Thursday 5 March 2026",
    "Ring 020 7946 0000, or 0300 111 3000",
    "Tell the neighbours below you, and ask about the flat below",
    "Two repairs have not mended it",
    "One or two of them",
    "The website, your email and the Textphone",
    "The UPRN of a home, GOV.UK and the HMS",
    "They told us, and the theirs is here",
    "We cannot come. It does not drip.",
    "Repair 346-2ND-XAUT costs £1,000.50",
    "May 2026",
    "For example, 27/3/2026",
]

WRONG_ON_A_PAGE = [
    ("<h2>Change Your Contact Details</h2>", "has a capital for each word"),
    ("<h2>What happens next.</h2>", "ends with a full stop"),
    ('<a href="/">See your repair.</a>', "ends with a full stop"),
    ("<button>Continue.</button>", "ends with a full stop"),
    ('<p>See it <a href="/">here</a></p>', "does not say where it leads"),
    ("<p>Your <strong>e-mail</strong></p>", "with a hyphen or in two"),
    ('<label for="a">Please say</label><input id="a">', "says please"),
    ('<a href="/" aria-label="Click here">Repairs</a>', "says click"),
    ('<img src="x.png" alt="A tap, e.g. this one">', "uses Latin"),
]

RIGHT_ON_A_PAGE = [
    "<h2>Housing Ombudsman Service</h2>",
    "<h2>Your rights: the Right to Repair</h2>",
    "<h2>Flat 1, Alder Court</h2>",
    "<h2>Contact us</h2>",
    "<p data-typed>PLEASE come, he said!</p>",
    "<p>They wrote <span data-typed>come at 17:30!</span> to us.</p>",
    "<p>Enter it as <code>2026-11-23</code></p>",
    '<p><span aria-hidden="true">!</span> Warning</p>',
]


@pytest.mark.parametrize(("words", "says"), WRONG)
def test_what_is_not_our_style_is_said(words: str, says: str) -> None:
    assert any(says in fault for fault in style_faults(words)), list(style_faults(words))


@pytest.mark.parametrize("words", RIGHT)
def test_our_own_style_passes(words: str) -> None:
    assert list(style_faults(words)) == []


@pytest.mark.parametrize(("body", "says"), WRONG_ON_A_PAGE)
def test_a_page_is_read_where_its_words_stand(body: str, says: str) -> None:
    assert any(says in fault for fault in lint(page(body), url="/")), lint(page(body), url="/")


@pytest.mark.parametrize("body", RIGHT_ON_A_PAGE)
def test_names_and_what_people_typed_are_left_alone(body: str) -> None:
    assert lint(page(body), url="/") == []
