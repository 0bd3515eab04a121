"""Each rule of the lint has a page that breaks it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.page_lint import PageClient, lint

SUMMARY = (
    '<div class="govuk-error-summary"><h2>There is a problem</h2><div class="govuk-error-summary__body">'
    '<ul class="govuk-error-summary__list"><li>{}</li></ul></div></div>'
)


TITLE = "Hello - Report a repair - Northmere"


def page(body: str = "", *, lang: str = "en", title: str = TITLE, h1: str = "Hello") -> str:
    heading = f"<h1>{h1}</h1>" if h1 else ""
    return f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head><body>{heading}{body}</body></html>'


def error(item: str, field: str = '<label for="a">A</label><input id="a" name="a">') -> str:
    return page(SUMMARY.format(item) + field, title=f"Error: {TITLE}")


SOUND = [
    page(),
    page(h1="Report a repair", title="Report a repair - Northmere"),
    error('<a href="#a">Enter your name</a>'),
    page('<a href="tel:01632960001">01632 960001</a>'),
    page('<form method="post"><input type="hidden" name="csrfmiddlewaretoken"><button>Go</button></form>'),
    page('<fieldset><legend>Which?</legend><label><input type="radio" name="r"> One</label></fieldset>'),
    page('<label><input type="checkbox" name="only"> I agree</label>'),
    page("<p>It\u2019s here</p><dl><dt>Details</dt><dd>it's wet</dd></dl>"),
    page('<h2>Two</h2><h3>Three</h3><h2>Two</h2><img src="x.png" alt="">'),
    page('<script src="/static/init.js"></script>'),
]

FAULTY = [
    (page(lang=""), "does not say its language"),
    (page(h1=""), "there must be one h1"),
    (page("<h1>Hello</h1>"), "there must be one h1"),
    (page(title="Something else - Report a repair - Northmere"), "the title must be"),
    (page(title="Hello - Report a repair - "), "the title must be"),
    (page(title="Hello"), "the title must be"),
    (page(title=f"Error: {TITLE}"), "only then"),
    (page(SUMMARY.format('<a href="#a">No</a>') + '<input id="a" aria-label="A">'), "only then"),
    (page("<h3>Three</h3>"), "skips a level"),
    (page('<p id="a"></p><p id="a"></p>'), "is there 2 times"),
    (page('<p aria-describedby="gone">A</p>'), "'gone', which is not there"),
    (page('<p aria-controls="gone">A</p>'), "'gone', which is not there"),
    (page('<input aria-label="A" aria-describedby="gone">'), "'gone', which is not there"),
    (page('<label for="gone">A</label>'), "'gone', which is not there"),
    (page('<a href="#gone">A</a>'), "leads to '#gone'"),
    (page('<a href="/"></a>'), "has no words"),
    (page("<a>Words</a>"), "leads nowhere"),
    (page("<button></button>"), "has no words"),
    (page('<img src="x.png">'), "has no alt"),
    (page('<a href="tel:01632 960001">01632 960001</a>'), "is not the number"),
    (page('<a href="tel:01632960001">01632 960002</a>'), "is not the number"),
    (page('<input name="a">'), "has no label"),
    (page('<label for="a"></label><input id="a">'), "has no label"),
    (page("<textarea></textarea>"), "has no label"),
    (page("<select></select>"), "has no label"),
    (page('<label><input type="radio" name="r"> One</label>'), "is not in a fieldset"),
    (page('<fieldset><label><input type="radio" name="r"> One</label></fieldset>'), "is not in a fieldset"),
    (page("<fieldset><p>Which?</p><legend>Which?</legend></fieldset>"), "does not begin with a legend"),
    (
        page('<label><input type="checkbox" name="c"> A</label><label><input type="checkbox" name="c"> B</label>'),
        "is not in",
    ),
    (error("Enter your name"), "has no link"),
    (error('<a href="#p">Enter</a>', '<p id="p"></p>'), "cannot take focus"),
    (error('<a href="#h">Enter</a>', '<input type="hidden" id="h">'), "cannot take focus"),
    (page('<form method="post"><button>Go</button></form>'), "has no CSRF token"),
    (page('<p class="govuk-error-message">Enter a valid name</p>'), "says 'valid'"),
    (error('<a href="#a">Please enter your name</a>'), "says please"),
    (page("<p>It\u2019s here and it's there</p>"), "are mixed"),
    (page('<p style="color:red">A</p>'), "has style"),
    (page('<button onclick="go()">A</button>'), "has onclick"),
    (page('<a href="javascript:go()">A</a>'), "runs code"),
    (page("<script>go()</script>"), "holds code"),
    (page("<style>p{}</style>"), "style element"),
    (page("<p><div>A</div></p>"), "not sound HTML"),
]


@pytest.mark.parametrize("html", SOUND)
def test_a_sound_page_has_no_faults(html: str) -> None:
    assert lint(html, url="/") == []


@pytest.mark.parametrize(("html", "says"), FAULTY)
def test_a_fault_is_said(html: str, says: str) -> None:
    faults = lint(html, url="/here/")
    assert any(says in fault for fault in faults), faults
    assert all(fault.startswith("/here/: ") for fault in faults)


def bad(request: HttpRequest) -> HttpResponse:
    return HttpResponse(page(h1=""))


def words(request: HttpRequest) -> HttpResponse:
    return HttpResponse("not a page", content_type="text/plain")


urlpatterns = [path("bad/", bad), path("words/", words), path("admin/bad/", bad)]


@pytest.mark.urls("tests.pages.test_page_lint")
def test_the_client_refuses_a_faulty_page_of_ours() -> None:
    client = PageClient()
    assert client.get("/words/").status_code == 200
    assert client.get("/admin/bad/").status_code == 200
    with pytest.raises(AssertionError, match="/bad/: there must be one h1"):
        client.get("/bad/")
