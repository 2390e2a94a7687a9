"""The camera page with a face before the camera, with none, and with no camera to use."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect

from tests.e2e.camera import ALLOW_CAMERA, FAKE_CAMERA

START = "Turn the camera on"
TRACKS = "document.querySelector('video').srcObject?.getTracks().map(t => t.readyState) ?? []"


def state(page, name):
    expect(page.locator("mien-live")).to_have_attribute("data-state", name)


def test_a_face_reads_happy_and_stop_gives_summary_and_picks(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    assert page.evaluate(TRACKS) == []
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks happy")
    expect(page.locator(".boxes rect")).to_have_count(1)
    expect(page.locator("[data-slot=bars] .bar").first).to_contain_text("Happy")
    expect(page.locator(".camera-on")).to_be_visible()
    for _ in range(3):
        with page.expect_response("**/api/v1/mood*"):
            pass
    track = page.evaluate_handle("document.querySelector('video').srcObject.getTracks()[0]")
    page.get_by_role("button", name="Stop and see picks").click()
    assert track.evaluate("track => track.readyState") == "ended"
    expect(page.get_by_role("heading", name="Your session")).to_be_focused()
    expect(page.locator("[data-slot=most]")).to_contain_text(re.compile(r"Happy, in \d+ of \d+"))
    expect(page.locator("[data-slot=weighted]")).to_contain_text("Happy")
    drawing = page.locator("[data-slot=chart] svg")
    expect(drawing).to_be_visible()
    # A line that is level has no height, which the browser tells as hidden.
    expect(drawing.locator(".chart-valence")).to_have_attribute("d", re.compile(r"^M\d.*[Lh]"))
    page.get_by_text("The same as a table").click()
    expect(page.locator("[data-slot=rows] tr").first).to_contain_text("Happy")
    expect(page.locator(".card")).to_have_count(12)
    along = page.locator("#take-along")
    for kind in ("Music", "Movies", "Videos"):
        expect(along.get_by_role("heading", name=re.compile(f"^{kind}"))).to_be_visible()
    films = along.locator("div > div", has=page.get_by_role("heading", name=re.compile("^Movies")))
    expect(films.locator("li .small").first).to_have_text(re.compile(r", (19|20)\d\d$"))
    with page.expect_download() as saved:
        along.get_by_role("button", name="Table").click()
    assert saved.value.suggested_filename == "mien-list.csv"
    page.context.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    entry = along.locator("[data-item]:has([data-action=play]:visible)").first
    entry.locator("[data-action=play]").click()
    title = entry.get_attribute("data-item-title")
    expect(page.locator("[data-slot=dock-title]")).to_have_text(title)
    expect(page.locator("[data-slot=lost]")).to_be_hidden()
    assert page.url.endswith("/live")


def test_pause_stops_reading_and_resume_goes_on(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks happy")
    page.get_by_role("button", name="Pause").click()
    state(page, "paused")
    page.wait_for_timeout(300)
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.wait_for_timeout(700)
    assert sent == []
    page.get_by_role("button", name="Resume").click()
    state(page, "live")
    with page.expect_response("**/api/v1/mood*"):
        pass


def test_one_frame_is_in_flight_at_a_time(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    flying, most = 0, 0

    def began(request):
        nonlocal flying, most
        flying += "/api/v1/mood" in request.url
        most = max(most, flying)

    def ended(request):
        nonlocal flying
        flying -= "/api/v1/mood" in request.url

    page.on("request", began)
    page.on("requestfinished", ended)
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks happy")
    page.wait_for_timeout(1500)
    assert most == 1


def test_leaving_the_page_turns_the_camera_off(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks happy")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate(TRACKS) == []
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    state(page, "intro")


def test_no_face_is_said_and_a_session_without_one_too(open_page, empty_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, empty_camera), refusals=[422])
    page.get_by_role("button", name=START).click()
    state(page, "no-face")
    expect(page.locator("[data-slot=banner]")).to_contain_text("No face in view")
    page.get_by_role("button", name="Stop and see picks").click()
    expect(page.locator("[data-slot=most]")).to_have_text("No face was read this time.")


def test_a_refused_camera_is_explained_with_another_way(open_page):
    page = open_page("/live", flags=(FAKE_CAMERA,))
    page.get_by_role("button", name=START).click()
    state(page, "denied")
    expect(page.get_by_role("heading", name="The camera is not allowed")).to_be_focused()
    page.get_by_role("link", name="Choose a photo instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read a photo")


def test_a_missing_camera_is_explained_with_another_way(open_page):
    page = open_page("/live", permissions=["camera"])
    page.get_by_role("button", name=START).click()
    state(page, "no-camera")
    expect(page.get_by_role("heading", name="No camera found")).to_be_visible()
    expect(page.get_by_role("link", name="Pick a mood").last).to_be_visible()


def test_a_browser_without_cameras_and_an_insecure_address_are_explained(open_page):
    without = "Object.defineProperty(navigator, 'mediaDevices', {value: undefined})"
    page = open_page("/live", prepare=lambda page: page.add_init_script(without))
    page.get_by_role("button", name=START).click()
    state(page, "unsupported")
    insecure = "Object.defineProperty(window, 'isSecureContext', {value: false})"
    page = open_page("/live", prepare=lambda page: page.add_init_script(insecure))
    page.get_by_role("button", name=START).click()
    state(page, "insecure")
    expect(page.locator("[data-slot=trouble-text]")).to_contain_text("https")


def test_a_camera_that_another_program_holds_is_explained(open_page):
    busy = """navigator.mediaDevices.getUserMedia =
      async () => { throw new DOMException("held", "NotReadableError"); };"""
    page = open_page("/live", prepare=lambda page: page.add_init_script(busy))
    page.get_by_role("button", name=START).click()
    state(page, "busy")
    expect(page.get_by_role("heading", name="The camera is in use")).to_be_focused()
    page.get_by_role("button", name="Try again").click()
    state(page, "busy")


def test_slow_readings_are_said(open_page, astronaut_camera):
    def answer_late(route):
        time.sleep(1.7)
        route.continue_()

    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    page.route("**/api/v1/mood*", answer_late)
    page.get_by_role("button", name=START).click()
    state(page, "slow")
    expect(page.locator("[data-slot=banner]")).to_contain_text("slow just now")


def test_a_camera_that_goes_away_ends_the_session_and_that_is_said(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera))
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks happy")
    page.evaluate(
        "document.querySelector('video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))"
    )
    state(page, "ended")
    expect(page.locator("[data-slot=lost]")).to_be_visible()
    expect(page.locator(".camera-on")).to_be_hidden()
    assert page.evaluate(TRACKS) == []


def test_the_chip_with_stop_stays_in_sight_on_a_phone(open_page, astronaut_camera):
    page = open_page(
        "/live",
        flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera),
        viewport={"width": 390, "height": 700},
    )
    page.get_by_role("button", name=START).click()
    expect(page.locator(".headline")).to_have_text("Looks happy")
    page.locator("footer").scroll_into_view_if_needed()
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_in_viewport()
    stop.click()
    state(page, "ended")


def test_a_server_that_fails_turns_the_camera_off_and_says_why(open_page, astronaut_camera):
    page = open_page("/live", flags=(FAKE_CAMERA, ALLOW_CAMERA, astronaut_camera), refusals=[503])
    problem = '{"code": "model-unusable", "detail": "The model file is damaged."}'
    page.route(
        "**/api/v1/mood*",
        lambda route: route.fulfill(
            status=503, body=problem, content_type="application/problem+json"
        ),
    )
    page.get_by_role("button", name=START).click()
    state(page, "model-error")
    expect(page.locator("[data-slot=trouble-text]")).to_contain_text("The model file is damaged.")
    assert page.evaluate(TRACKS) == []
