"""The report in a real browser: by day and by night, on a desk and in a hand, without a mouse or a screen."""

import shutil
from pathlib import Path

import pytest

from tests.journeys.reporting import EVIL, NOW

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no chromium here"),
    # The driver's own event loop goes with the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
DESK = {"viewport": {"width": 1100, "height": 900}, "color_scheme": "light"}
HAND = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}


@pytest.fixture(scope="module")
def fcl(reported):
    return reported


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page that keeps count of what it complains of, and of whom it asks."""

    def __init__(self, browser, settings):
        self.settings = settings
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", lambda told: self.complaints.append(told.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, place):
        self.asked.clear()
        self.page.goto(place.as_uri())
        assert (self.asked, self.complaints) == ([place.as_uri()], [])
        return self.page


@pytest.fixture(scope="module", params=[DESK, HAND], ids=["desk", "hand"])
def watched(browser, request):
    watched = Watched(browser, request.param)
    yield watched
    watched.context.close()


def some_pages(fcl):
    names = (
        "index",
        "due",
        "predictions",
        "forecasters",
        "calibration",
        "sources",
        "series",
        "findings",
        "method",
        "data",
    )
    found = [fcl.site / f"{name}.html" for name in names]
    found += [fcl.site / f"predictions/{id_}.html" for id_ in (fcl.evil, fcl.moved, fcl.judged, fcl.sealed)]
    return [
        *found,
        *(fcl.site / "forecasters").iterdir(),
        next((fcl.site / "sources").iterdir()),
        fcl.one,
    ]


def test_no_page_complains_asks_anybody_or_is_wider_than_the_screen(fcl, watched):
    for place in some_pages(fcl):
        page = watched.open(place)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, place
        cut = page.locator(".list").evaluate_all(
            "lists => lists.map(one => one.offsetWidth - one.parentNode.clientWidth)"
        )
        assert max(cut, default=0) <= (0 if watched.settings is DESK else 20), (place, "outcomes are in sight")
        assert page.evaluate("document.title").endswith("Rain & budgets" if place.parent != fcl.home else "ledger")


def test_figures_are_there_by_what_they_are_called(fcl, watched):
    page = watched.open(fcl.site / "calibration.html")
    for name in ("Reliability diagram", "Sharpness histogram", "Murphy diagram"):
        picture = page.get_by_role("img", name=name, exact=True)
        assert picture.is_visible()
        assert picture.bounding_box()["width"] > 250
    bins = fcl.json(*NOW, "export", "calibration")
    circles = page.locator("figure", has=page.get_by_role("img", name="Reliability diagram")).locator("tbody tr")
    assert circles.count() == len(bins)


def test_the_numbers_on_the_pages_are_those_of_the_answers(fcl, watched):
    page = watched.open(fcl.site / "index.html")
    (mean,) = [one["value"] for one in fcl.json(*NOW, "score", "--rule", "brier")]
    assert page.locator("#brier").get_attribute("value") == mean
    assert page.locator("#brier").inner_text() == f"{float(mean):.3f}"
    due = fcl.json(*NOW, "due", "--within", "0d")
    told = page.locator(".facts div", has_text="due or overdue").locator("dd").inner_text()
    assert told == str(len(due))
    page = watched.open(fcl.site / "calibration.html")
    rows = page.get_by_role("region", name="Calibration table").locator("tbody tr")
    shown = [[one.get_attribute("value") for one in row.locator("data").all()] for row in rows.all()]
    bins = fcl.json(*NOW, "export", "calibration")
    assert shown == [[one["mean_probability"], one["frequency"]] for one in bins]
    page = watched.open(fcl.site / f"predictions/{fcl.judged}.html")
    scores = [one["value"] for one in fcl.json(*NOW, "show", fcl.judged)["scores"]]
    assert [one.get_attribute("value") for one in page.locator("data").all()] == scores


def test_a_script_in_a_quote_stays_text(fcl, watched):
    page = watched.open(fcl.site / f"predictions/{fcl.evil}.html")
    assert page.locator("h1").inner_text().startswith(EVIL[:20])
    assert "</blockquote><script>alert(2)</script>" in page.locator("blockquote").inner_text()
    assert page.title() != "owned"
    assert page.locator("main script, main img").count() == 0


def test_by_night_the_ground_is_dark(fcl, watched):
    page = watched.open(fcl.site / "index.html")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert ground == ("rgb(20, 23, 27)" if dark else "rgb(255, 255, 255)")
    assert page.evaluate("getComputedStyle(document.querySelector('svg text')).fill") != ground


def test_the_list_is_searched_and_filtered_and_is_whole_without_a_script(fcl, watched, browser):
    page = watched.open(fcl.site / "predictions.html")
    rows, number = page.locator("#all tbody tr:visible"), len(fcl.json(*NOW, "list"))
    assert (rows.count(), page.locator("#found").inner_text()) == (number, f"{number} questions")
    page.get_by_label("Words").fill("rains ghent")
    assert (rows.count(), page.locator("#found").inner_text()) == (1, f"1 of {number} shown")
    page.get_by_label("Words").fill("")
    page.get_by_label("Forecaster").select_option("Dee")
    assert rows.count() == 1, "of several who said something on a question each is found"
    page.get_by_label("Forecaster").select_option("<b>Mallory</b>")
    assert rows.count() == 1
    page.get_by_label("Outcome").select_option("yes")
    assert rows.count() == 0
    plain = Watched(browser, {**DESK, "java_script_enabled": False})
    page = plain.page
    page.goto((fcl.site / "predictions.html").as_uri())
    assert (page.locator("#all tbody tr:visible").count(), page.locator("form").is_visible()) == (number, False)
    plain.context.close()


def test_the_keyboard_reaches_every_link_field_and_table(fcl, watched):
    page = watched.open(fcl.site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    wanted = page.locator("a:visible, summary:visible, [tabindex='0']:visible").count()
    reached = "[...document.querySelectorAll('a,summary,[tabindex]')].indexOf(document.activeElement)"
    seen = [page.evaluate(reached)]
    for _ in range(wanted - 1):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(reached))
    assert seen == sorted(set(seen)), "in the order of the page, each once"
    assert len(seen) == wanted


def test_axe_finds_nothing_serious(fcl, watched):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    names = (
        "index",
        "predictions",
        "calibration",
        f"predictions/{fcl.evil}",
        f"predictions/{fcl.moved}",
        "due",
        "data",
    )
    for name in names if watched.settings is DESK else names[::3]:
        place = fcl.site / f"{name}.html"
        found = axe.run(watched.open(place)).response["violations"]
        grave = [
            (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in {"serious", "critical"}
        ]
        assert grave == [], place


def test_it_prints(fcl, watched):
    content = watched.open(fcl.site / "index.html").pdf()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page") > 1
