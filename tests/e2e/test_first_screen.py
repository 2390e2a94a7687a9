"""What the first screen holds, on a phone and on a desktop, and that nothing on it is cut off."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
LISTS = [
    "/picks?emotion=sad",
    "/picks?emotion=happy&goal=match&language=hi",
    "/picks?valence=0.5&arousal=0.2",
]
JOURNEY = "/journey?from=sad&to=lift&length=8"
ITEM = "/items/movie-amelie-2001"

CUT_OFF = """() => {
  const scrolls = (each) => each.closest(".goal-row, .chip-row, .scroll, svg, .visually-hidden");
  const shown = (each) => each.checkVisibility({ checkVisibilityCSS: true }) && !scrolls(each)
    && each.getBoundingClientRect().width > 1;
  const name = (each) => each.outerHTML.slice(0, 90);
  const parts = [...document.querySelectorAll("main *, header *")].filter(shown);
  const beyond = parts.filter((each) => each.getBoundingClientRect().right > innerWidth + 1
    || each.getBoundingClientRect().left < -1);
  const inner = parts.filter((each) => getComputedStyle(each).overflow !== "visible"
    && !each.matches("input") && each.scrollWidth > each.clientWidth + 1);
  const isWords = "h1, h2, h3, button, .button, .badge, label > span";
  const words = parts.filter((each) => each.matches(isWords))
    .filter((each) => getComputedStyle(each).display !== "inline"
      && each.scrollWidth > each.clientWidth + 1);
  return [...new Set([...beyond, ...inner, ...words])].map(name);
}"""


def bottom(place: Locator) -> float:
    """Return where an element ends, in pixels from the top of the page."""
    return place.evaluate("each => each.getBoundingClientRect().bottom + scrollY")


def check_first_screen(page: Page, places: list[Locator]) -> None:
    for place in places:
        expect(place).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("locale", ["en", "hi-IN"])
def test_on_a_phone_home_offers_moods_camera_and_photo_within_500_pixels(open_page, locale):
    page = open_page("/", viewport=PHONE, locale=locale)
    moods = page.locator("a.mood")
    expect(moods).to_have_count(7)
    for place in [*moods.all(), page.locator("main a[href='/live']"), page.locator(".file")]:
        assert bottom(place) <= 500


def test_on_a_desktop_home_needs_no_scrolling(open_page):
    page = open_page("/", viewport=DESKTOP)
    places = [*page.locator("a.mood").all(), page.locator("main a[href='/live']")]
    check_first_screen(page, [*places, page.locator(".file"), page.locator("mien-map")])


@pytest.mark.parametrize("path", [*LISTS, JOURNEY])
@pytest.mark.parametrize("locale", ["en", "hi-IN"])
def test_on_a_phone_a_list_plays_from_the_first_400_pixels_and_wherever_one_is(
    open_page, path, locale
):
    page = open_page(path, viewport=PHONE, locale=locale)
    play = page.locator("[data-action=play-list]")
    assert bottom(play) <= 400
    page.locator(".cards > li").last.scroll_into_view_if_needed()
    expect(play).to_be_in_viewport(ratio=1)
    seen = play.evaluate(
        "each => { const { x, y, width, height } = each.getBoundingClientRect();"
        " return each.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"
    )
    assert seen


@pytest.mark.parametrize("path", LISTS)
def test_on_a_phone_twelve_songs_need_no_more_than_1900_pixels(open_page, path):
    page = open_page(path, viewport=PHONE)
    expect(page.locator(".card")).to_have_count(12)
    assert bottom(page.locator(".card").last) <= 1900


def test_on_a_phone_an_item_plays_from_the_first_screen(open_page):
    page = open_page(ITEM, viewport=PHONE)
    assert bottom(page.locator(".item [data-action=play]")) <= 400


@pytest.mark.parametrize("kind", ["music", "movie", "video"])
def test_on_a_desktop_list_goals_and_something_different_need_no_scrolling(open_page, kind):
    page = open_page(f"/picks?emotion=sad&kind={kind}", viewport=DESKTOP)
    places = [page.locator("[data-action=play-list]"), *page.locator(".goals label").all()]
    places += [page.get_by_role("button", name="Something different")]
    check_first_screen(page, places + page.locator(".card").all()[:8])


@pytest.mark.parametrize("kind", ["music", "movie", "video"])
def test_a_card_has_four_things_to_press_and_all_else_in_its_menu(open_page, kind):
    page = open_page(f"/picks?emotion=sad&kind={kind}", viewport=PHONE)
    for card in page.locator(".card").all():
        shown = card.locator("a, button, summary").filter(visible=True)
        names = [
            each.get_attribute("data-action") or each.evaluate("e => e.tagName")
            for each in shown.all()
        ]
        assert len(names) == 4
        assert names[2:] == ["like", "SUMMARY"] or names[1:] == ["A", "like", "SUMMARY"]


def test_a_menu_by_keyboard(open_page):
    page = open_page(LISTS[0])
    card = page.locator(".card").first
    menu = card.locator("details.menu")
    summary = menu.locator("summary")
    card.get_by_role("button", name="Like").focus()
    page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    reached = []
    for _ in range(menu.locator(":is(a, button):visible").count()):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText.split(':')[0].trim()"))
    assert {"Not for me", "Hide", "More like this"} <= set(reached)
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Shift+Tab")
    expect(menu).not_to_have_attribute("open", "")


def test_one_menu_is_open_at_a_time_and_a_press_beside_it_closes_it(open_page):
    page = open_page(LISTS[0], viewport=PHONE)
    menus = page.locator(".card details.menu")
    menus.nth(0).locator("summary").click()
    expect(menus.nth(0)).to_have_attribute("open", "")
    menus.nth(0).evaluate("menu => { menu.parentElement.style.zIndex = 0 }")
    menus.nth(1).locator("summary").press("Enter")
    expect(menus.nth(0)).not_to_have_attribute("open", "")
    expect(menus.nth(1)).to_have_attribute("open", "")
    page.locator("h1").click()
    expect(menus.nth(1)).not_to_have_attribute("open", "")


def test_a_menu_works_without_scripts(open_page):
    page = open_page(LISTS[0], java_script_enabled=False)
    card = page.locator(".card").first
    card.locator(".menu summary").click()
    expect(card.get_by_role("button", name="Not for me")).to_be_visible()
    expect(card.locator("[data-action=play-next]")).to_be_hidden()
    expect(card.locator("[data-action=play]")).to_be_hidden()
    expect(card.locator(".cover a")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 390, 480, 640, 768, 992, 1100, 1280, 1440, 1920])
@pytest.mark.parametrize("locale", ["en", "hi-IN"])
def test_nothing_is_cut_off_at_any_width(open_page, width, locale):
    page = open_page("/", viewport={"width": width, "height": 800}, locale=locale)
    for path in ["/", LISTS[0], "/picks?emotion=angry&kind=video", JOURNEY, ITEM, "/photo/sample"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(CUT_OFF) == [], path


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("locale", ["en", "hi-IN"])
def test_nothing_is_cut_off_with_text_of_twice_the_size_and_a_menu_open(open_page, width, locale):
    page = open_page("/", viewport={"width": width, "height": 800}, locale=locale)
    for path in ["/", LISTS[0], "/picks?emotion=angry&kind=video", JOURNEY, ITEM, "/photo/sample"]:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        menus = page.locator("details.menu")
        if menus.count():
            menus.nth(1).evaluate("menu => { menu.open = true }")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(CUT_OFF) == [], path


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_hovers_over_a_list_has_no_faults(open_page, theme):
    page = open_page(LISTS[0], viewport=PHONE, color_scheme=theme, reduced_motion="reduce")
    page.locator(".card .menu summary").nth(2).click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_press_on_a_face_of_the_map_takes_its_mood_and_one_beside_it_the_point(open_page):
    page = open_page("/", viewport=PHONE)
    page.locator("mien-map [data-emotion=sad]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling sad")
    page.go_back()
    place = page.locator("mien-map")
    box = place.bounding_box()
    place.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.8})
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeling bright and calm")
