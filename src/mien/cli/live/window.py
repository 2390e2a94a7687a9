"""A window with the mirrored picture, the boxes and the bars, by pygame (extra `camera`)."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Final, Self

from mien.cli.live.loop import Command, MoodChoice, View
from mien.cli.live.palette import COLOURS, UNSURE
from mien.cli.live.words import headline
from mien.core.emotions import EMOTIONS
from mien.core.errors import DisplayError, MissingExtraError
from mien.core.faces import Box

if TYPE_CHECKING:
    from pygame import Surface
    from pygame.font import Font

PICTURE: Final = (640, 480)
PANEL: Final = 320
_MARGIN: Final = 20
_BAR_HEIGHT: Final = 16
_GROUND: Final = "#1d1826"
_TEXT: Final = "#f6f1ea"
_FAINT: Final = "#a89fb3"
_TROUGH: Final = "#3a3246"
_BOX: Final = "#ffffff"
_KEYS: Final = ("q  quit", "space  pause", "m  say the mood yourself")
_WITHOUT_SCREEN: Final = ("offscreen", "dummy")
"""Drivers that SDL falls back to, without a word, when there is no screen."""

_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
"""Variables of which one is set on Linux where there is a screen."""


class LiveWindow:
    """Opens on the screen; closing it ends the session."""

    def __init__(self) -> None:
        """Open the window.

        Raises:
            DisplayError: there is no screen to open it on.
            MissingExtraError: pygame is not installed.
        """
        self._pygame = pygame = _pygame()
        asked_for = "SDL_VIDEODRIVER" in os.environ
        has_screen = sys.platform != "linux" or any(map(os.environ.get, _SCREENS))
        if not has_screen and not asked_for:
            raise _no_screen()
        try:
            pygame.display.init()
            if pygame.display.get_driver() in _WITHOUT_SCREEN and not asked_for:
                raise _no_screen()
            self._surface = pygame.display.set_mode((PICTURE[0] + PANEL, PICTURE[1]))
        except pygame.error as error:
            raise _no_screen() from error
        pygame.display.set_caption("Mien")
        pygame.font.init()
        self._large, self._small = pygame.font.Font(None, 40), pygame.font.Font(None, 24)
        self._picking = False

    def __enter__(self) -> Self:
        """Use it in a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the window."""
        self._pygame.quit()

    def show(self, view: View) -> None:
        """Draw the picture with its boxes, and the panel beside it."""
        self._surface.fill(_GROUND)
        self._draw_picture(view)
        self._draw_panel(view)
        self._pygame.display.flip()

    def commands(self) -> Sequence[Command | MoodChoice]:
        """Return what the keys pressed since the last call ask for."""
        found: list[Command | MoodChoice] = []
        for event in self._pygame.event.get():
            if event.type == self._pygame.QUIT:
                found.append(Command.QUIT)
            elif event.type == self._pygame.KEYDOWN:
                found += self._asked_by(event.key)
        return found

    def _asked_by(self, key: int) -> list[Command | MoodChoice]:
        pygame = self._pygame
        if self._picking:
            return self._picked_by(key)
        match key:
            case pygame.K_q:
                return [Command.QUIT]
            case pygame.K_SPACE:
                return [Command.PAUSE]
            case pygame.K_m:
                self._picking = True
        return []

    def _picked_by(self, key: int) -> list[Command | MoodChoice]:
        """Take a number of the menu; any other key closes it."""
        self._picking = False
        number = key - self._pygame.K_0
        if number == 0:
            return [Command.UNPICK]
        return [MoodChoice(EMOTIONS[number - 1])] if 1 <= number <= len(EMOTIONS) else []

    def _draw_picture(self, view: View) -> None:
        pygame = self._pygame
        height, width = view.frame.pixels.shape[:2]
        scale = min(PICTURE[0] / width, PICTURE[1] / height)
        size = (round(width * scale), round(height * scale))
        left, top = (PICTURE[0] - size[0]) // 2, (PICTURE[1] - size[1]) // 2
        picture = pygame.image.frombuffer(view.frame.pixels.tobytes(), (width, height), "RGB")
        mirrored = pygame.transform.flip(picture, flip_x=True, flip_y=False)
        self._surface.blit(pygame.transform.scale(mirrored, size), (left, top))
        for face in view.reading.faces:
            x1, y1, x2, y2 = _mirrored(face.box, width)
            frame = pygame.Rect(
                left + x1 * scale, top + y1 * scale, (x2 - x1) * scale, (y2 - y1) * scale
            )
            pygame.draw.rect(self._surface, _BOX, frame, width=3, border_radius=8)
            if len(view.reading.faces) > 1:
                self._write(self._small, face.mood.label or "not sure", frame.bottomleft, _BOX)

    def _draw_panel(self, view: View) -> None:
        left = PICTURE[0] + _MARGIN
        self._write(self._large, headline(view), (left, _MARGIN))
        if self._picking:
            self._draw_menu(left)
            return
        steady = view.reading.steady
        for row, (emotion, share) in enumerate(steady.mood.top(3) if steady else ()):
            self._draw_bar(emotion, share, (left, 80 + 60 * row))
        self._write(self._small, f"{view.rate:.0f} frames a second", (left, 290), _FAINT)
        for row, words in enumerate(_KEYS):
            self._write(self._small, words, (left, 370 + 30 * row), _FAINT)

    def _draw_bar(self, emotion: str, share: float, at: tuple[int, int]) -> None:
        left, top = at
        full = PANEL - 2 * _MARGIN
        self._write(self._small, f"{emotion}  {share:.0%}", (left, top))
        for colour, width in ((_TROUGH, full), (COLOURS[emotion], round(full * share))):
            bar = self._pygame.Rect(left, top + 24, width, _BAR_HEIGHT)
            self._pygame.draw.rect(self._surface, colour, bar, border_radius=_BAR_HEIGHT // 2)

    def _draw_menu(self, left: int) -> None:
        self._write(self._small, "How do you feel?", (left, 80))
        for number, emotion in enumerate(EMOTIONS, 1):
            place = (left, 80 + 36 * number)
            self._write(self._small, f"{number}  {emotion}", place, COLOURS[emotion])
        self._write(self._small, "0  what the camera sees", (left, 380), UNSURE)
        self._write(self._small, "another key  back", (left, 420), _FAINT)

    def _write(self, font: Font, words: str, at: tuple[int, int], colour: str = _TEXT) -> None:
        drawn: Surface = font.render(words, True, colour)
        self._surface.blit(drawn, at)


def _pygame() -> ModuleType:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it still looks for pkg_resources
            import pygame
    except ImportError as error:
        raise MissingExtraError(
            "The window needs pygame, which is not installed.",
            "Install it with: pip install 'mien[camera]', or add --headless.",
        ) from error
    return pygame


def _mirrored(box: Box, width: int) -> Box:
    x1, y1, x2, y2 = box
    return width - x2, y1, width - x1, y2


def _no_screen() -> DisplayError:
    return DisplayError(
        "There is no screen on which a window could open.",
        "Add --headless to see the bars in the terminal.",
    )
