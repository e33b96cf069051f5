"""The review page in a real browser: filters, keyboard, highlights, accessibility, speed, phone, print."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.export.report_page import write_report
from pipeline.export.review_page import MOST, write_review

BINHE, SHANDONG = "Binhe New Area industrial park breaks ground", "Shandong Province signs 12 projects"
BARE = "bare.txt"
pytestmark = pytest.mark.slow     # a browser


@pytest.fixture
def page(output: Path) -> Path:
    return write_review(output)


def test_what_needs_review_comes_first_and_is_open(page: Path, visit: Callable[..., Any]) -> None:
    seen = visit(page)
    assert seen.listed() == [BINHE, SHANDONG, BARE]
    assert seen.title() == BINHE and seen.page.locator("h1").inner_text() == "1 article to review, 2 ready"


def test_the_gravest_come_first(press: Callable[..., Path], visit: Callable[..., Any],
                                many: Callable[[int], list[dict[str, Any]]]) -> None:
    rows = [row | {"status": "review", "title_zh": row["source_uri"], "translations": []} for row in many(3)]
    (finding, *_) = rows[0]["findings"]
    for row, number in zip(rows, (1, 0, 3), strict=True):
        row["findings"] = [finding | {"severity": "high"}] * number
    assert visit(write_review(press(*rows))).listed() == ["long2.txt", "long0.txt", "long1.txt"]


def test_findings_are_said_in_an_editors_words(page: Path, visit: Callable[..., Any]) -> None:
    said = visit(page).page.locator("article").first.inner_text()
    assert ("The Chinese says 498.2亿元 (49.82 billion yuan); the English says 498.2 billion yuan: "
            "the scale is wrong.") in said
    assert "Wrong figure" in said and "figure_wrong" not in said


@pytest.mark.parametrize(("act", "listed"), [
    (lambda p: p.click("text=To review 1"), [BINHE]),
    (lambda p: p.click("text=Ready 2"), [SHANDONG, BARE]),
    (lambda p: p.select_option("#code", "han_left"), [BINHE]),
    (lambda p: p.fill("#q", "battery 640"), [BINHE]),
    (lambda p: p.fill("#q", "山东省"), [SHANDONG, BARE]),
    (lambda p: p.fill("#q", "没有这个"), []),
    (lambda p: p.fill("#from", "2024-03-05"), [BINHE, SHANDONG]),
    (lambda p: p.fill("#to", "2024-03-04"), []),
    (lambda p: p.select_option("#place", "Shandong Province"), [SHANDONG, BARE]),
])
def test_filters_leave_what_fits(
    page: Path, visit: Callable[..., Any], act: Callable[[Any], None], listed: list[str],
) -> None:
    seen = visit(page)
    act(seen.page)
    assert seen.listed() == listed
    assert seen.title() == (listed[0] if listed else None)
    assert seen.page.locator("#empty").is_visible() is not bool(listed)
    seen.page.keyboard.press("Escape")
    assert seen.listed() == [BINHE, SHANDONG, BARE]


def test_the_keyboard_walks_articles_and_findings(page: Path, visit: Callable[..., Any]) -> None:
    seen = visit(page)
    titles = []
    for key in "jjjkk":
        seen.page.keyboard.press(key)
        titles.append(seen.title())
    assert titles == [SHANDONG, BARE, BARE, SHANDONG, BINHE]
    said = []
    for key in "nnp":
        seen.page.keyboard.press(key)
        said.append(seen.page.evaluate("document.activeElement.innerText").split("\n")[0].split(" grave")[0])
    assert said == ["Wrong figure", "Missing figure", "Wrong figure"]
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("jk")
    assert seen.page.input_value("#q") == "jk"


def test_a_figure_tells_its_value_verdict_and_rule_and_points_at_its_counterpart(
    page: Path, visit: Callable[..., Any],
) -> None:
    seen = visit(page)
    wrong = seen.page.locator("mark.wrong")
    assert [m.inner_text() for m in wrong.all()] == ["498.2亿元", "498.2 billion yuan"]
    wrong.first.hover()
    card = seen.page.locator("#card").inner_text()
    for part in ("49,820,000,000 CNY", "The English says 498.2 billion yuan: the scale is wrong.",
                 "N1, the scale is multiplied out"):
        assert part in card
    places = ("#card", "article.current .seg .en")
    boxes = [seen.page.locator(place).first.bounding_box() for place in places]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]       # the English beside it stays in sight
    assert "twin" in wrong.nth(1).get_attribute("class")
    wrong.first.click()
    assert seen.page.evaluate("document.activeElement.innerText") == "498.2 billion yuan"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.innerText") == "498.2亿元"
    assert seen.page.locator("#card").is_visible()


def test_a_pointer_that_leaves_gives_the_card_back_to_the_mark_with_the_focus(
    page: Path, visit: Callable[..., Any],
) -> None:
    seen = visit(page)
    seen.page.locator("mark.wrong").first.focus()
    seen.page.locator("section.seg mark.t").first.hover()
    assert "498.2" not in seen.page.locator("#card").inner_text()
    seen.page.mouse.move(0, 0)
    assert "498.2亿元" in seen.page.locator("#card").inner_text()
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#card").is_visible()


def test_a_term_tells_its_approved_english(page: Path, visit: Callable[..., Any]) -> None:
    seen = visit(page)
    seen.page.locator("section.seg mark.t").first.hover()
    card = seen.page.locator("#card").inner_text()
    assert "滨河新区 → Binhe New Area" in card and "uses the approved term" in card


def test_an_address_with_an_article_opens_it(page: Path, visit: Callable[..., Any]) -> None:
    address = visit(page).page.locator("#list a").nth(1).get_attribute("href")
    assert visit(page, anchor=address).title() == SHANDONG


def test_on_a_phone_list_and_article_take_turns_and_nothing_is_wider_than_the_screen(
    page: Path, visit: Callable[..., Any],
) -> None:
    seen = visit(page, width=390)
    assert seen.title() is None
    seen.page.locator("#list a").nth(1).click()
    assert seen.title() == SHANDONG and not seen.page.locator("#list").is_visible()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.page.click("#back")
    assert seen.page.locator("#list").is_visible() and seen.title() is None


def test_on_a_phone_the_list_is_on_the_first_screen_and_filters_unfold(
    page: Path, visit: Callable[..., Any],
) -> None:
    seen = visit(page, width=390)
    assert seen.page.locator("#list a").first.bounding_box()["y"] < 400
    assert not seen.page.locator("#code").is_visible()
    seen.page.click("#more summary")
    seen.page.select_option("#code", "han_left")
    assert seen.listed() == [BINHE]


def test_a_sheet_of_paper_is_as_narrow_as_a_phone_and_shows_the_article(
    page: Path, visit: Callable[..., Any],
) -> None:
    seen = visit(page, width=680)
    seen.page.emulate_media(media="print")
    assert seen.title() == BINHE
    zh, en = (seen.page.locator(f"article.current .{name}").first.bounding_box() for name in ("zh", "en"))
    assert zh["x"] + zh["width"] <= en["x"]     # side by side


def test_print_shows_the_article_or_all_and_no_controls(page: Path, visit: Callable[..., Any]) -> None:
    seen = visit(page)
    seen.page.emulate_media(media="print")
    assert seen.title() == BINHE
    assert not seen.page.locator("#filters").is_visible() and not seen.page.locator("#bar").is_visible()
    seen.page.emulate_media(media="screen")
    seen.page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    seen.page.click("#printall")
    assert "print-all" in seen.page.evaluate("window.printed")
    seen.page.emulate_media(media="print")
    assert sum(h.is_visible() for h in seen.page.query_selector_all("article h2")) == 3


@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_is_no_wider_than_the_screen_and_breaks_no_word(
    output: Path, visit: Callable[..., Any], width: int,
) -> None:
    seen = visit(write_report(output), width)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(cell["height"] < 120 for cell in (c.bounding_box() for c in seen.page.locator("tbody td").all()))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
def test_axe_finds_no_serious_fault(output: Path, visit: Callable[..., Any], width: int, dark: bool) -> None:
    for made in (write_review(output), write_report(output)):
        seen = visit(made, width, dark, bypass_csp=True)
        if width < 500 and made.name == "review.html":
            seen.page.locator("#list a").first.click()
        if made.name == "review.html":
            seen.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        grave = [f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:3]]}"
                 for v in Axe().run(seen.page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert grave == []


def test_nothing_but_the_pages_own_script_and_style_is_allowed(output: Path, visit: Callable[..., Any]) -> None:
    for made in (write_review(output), write_report(output)):
        seen = visit(made)
        seen.page.evaluate("const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
                           "document.head.append(s)")
        assert seen.page.evaluate("window.ran") is None
        assert any("Content Security Policy" in fault for fault in seen.faults)
        seen.faults.clear()


def test_five_hundred_long_articles_load_and_are_searched_in_two_seconds(
    press: Callable[..., Path], chromium: Any, many: Callable[[int], list[dict[str, Any]]],
) -> None:
    path = write_review(press(*many(500)))
    assert path.stat().st_size > 5_000_000
    page = chromium.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds() -> float:
        """Processor time of the page's main thread: other work on the machine does not count."""
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))

    page.goto(path.as_uri())
    loaded = seconds()
    assert page.locator("#list li:not([hidden])").count() == 500
    page.fill("#q", "no such words")
    assert page.locator("#list li:not([hidden])").count() == 0
    searched = seconds()
    page.close()
    assert 0.05 < loaded < 2.0 and searched - loaded < 2.0


def test_a_page_has_a_limit_and_says_so(
    press: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, visit: Callable[..., Any],
    many: Callable[[int], list[dict[str, Any]]],
) -> None:
    assert MOST >= 500
    monkeypatch.setattr("pipeline.export.review_page.MOST", 4)
    seen = visit(write_review(press(*many(9))))
    assert len(seen.listed()) == 4
    assert "The first 4 are on this page" in seen.page.locator(".over").inner_text()


def test_an_output_without_articles_has_a_page(press: Callable[..., Path], visit: Callable[..., Any]) -> None:
    output = press()
    assert visit(write_review(output)).page.locator("h1").inner_text() == "No articles"
    assert "1 read = 0 ready + 0 to review + 1 rejected" in visit(write_report(output)).page.inner_text("main")


def test_the_report_tells_the_run_to_an_operator(output: Path, visit: Callable[..., Any]) -> None:
    said = visit(write_report(output)).page.inner_text("main")
    for part in ("4 read = 2 ready + 1 to review + 1 rejected", "parrot", "0123abcd", "1 min 28 s", "x.txt",
                 "Empty.", "written a second", "8 segments"):
        assert part in said


def test_dates_are_filtered_by_day(press: Callable[..., Path], visit: Callable[..., Any],
                                   many: Callable[[int], list[dict[str, Any]]]) -> None:
    rows = [row | {"published_at": date(2024, 1, 1) + timedelta(days=i)} for i, row in enumerate(many(5))]
    seen = visit(write_review(press(*rows)))
    seen.page.fill("#from", "2024-01-02")
    seen.page.fill("#to", "2024-01-04")
    assert len(seen.listed()) == 3
