"""One error tree. The class carries the stable code, the HTTP status and the exit code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from mien.core.phrases import Phrase


class MienError(Exception):
    """Anything that Mien can say a clear sentence about.

    Attributes:
        code: kebab-case, stable for ever; part of the public interface.
        title: short name of the kind of error.
        http_status: the status an HTTP answer carries.
        exit_code: what the command line exits with (1 failed, 2 wrong usage, 3 bad input).
        detail: what happened, one sentence.
        hint: what to do about it, one sentence.
    """

    code: ClassVar[str] = "internal-error"
    title: ClassVar[str] = Phrase("Something went wrong")
    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str, hint: str = "") -> None:
        """Keep the two sentences; `str(error)` is the first."""
        super().__init__(detail)
        self.detail = detail
        self.hint = hint


class InputError(MienError):
    """What was sent can't be used; the sender can mend it."""

    code = "bad-input"
    title: ClassVar[str] = Phrase("The input can't be used")
    http_status = 400
    exit_code = 3


class UsageError(InputError):
    """An option or field has a value outside its range."""

    code = "bad-request"
    title: ClassVar[str] = Phrase("The request is not understood")
    http_status = 422
    exit_code = 2


class UnknownEmotionError(UsageError):
    """A word that is none of the seven emotions."""

    code = "unknown-emotion"
    title = Phrase("Unknown emotion")

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Name the word and the choices."""
        super().__init__(
            Phrase("%(name)r is not an emotion Mien knows.", name=name),
            Phrase("Use one of: %(choices)s.", choices=", ".join(known)),
        )


class UnknownGoalError(UsageError):
    """A word that is no goal."""

    code = "unknown-goal"
    title = Phrase("Unknown goal")


class UnknownKindError(UsageError):
    """A word that is no kind of media."""

    code = "unknown-kind"
    title = Phrase("Unknown kind")


class UnknownLanguageError(UsageError):
    """A language code that nothing in the catalogue has."""

    code = "unknown-language"
    title = Phrase("Unknown language")


class ImageError(InputError):
    """A picture that can't be read."""

    code = "image-unreadable"
    title = Phrase("The picture can't be read")


class NotAnImageError(ImageError):
    """The bytes are no picture of a supported format."""

    code = "not-an-image"
    title = Phrase("Not a picture")
    http_status = 415


class EmptyImageError(ImageError):
    """No bytes at all."""

    code = "image-empty"
    title = Phrase("Empty picture")


class ImageTruncatedError(ImageError):
    """The file starts as a picture but ends too early or is damaged."""

    code = "image-damaged"
    title = Phrase("Damaged picture")


class ImageTooLargeError(ImageError):
    """More bytes or pixels than the limits allow."""

    code = "image-too-large"
    title = Phrase("Picture too large")
    http_status = 413


class NoFaceError(InputError):
    """A readable picture without a face that can be read."""

    code = "no-face"
    title = Phrase("No face found")
    http_status = 422


class VideoError(InputError):
    """A video that can't be opened or has no frame."""

    code = "video-unreadable"
    title = Phrase("The video can't be read")


class CameraError(InputError):
    """No camera, or one that gives no picture."""

    code = "camera-unavailable"
    title = Phrase("The camera can't be used")


class DisplayError(MienError):
    """No screen that a window could open on."""

    code = "display-unavailable"
    title = Phrase("No window can be opened")


class NotFoundError(InputError):
    """A name or id that leads to nothing."""

    code = "not-found"
    title: ClassVar[str] = Phrase("Not found")
    http_status = 404


class ItemNotFoundError(NotFoundError):
    """No item has this id."""

    code = "item-not-found"
    title = Phrase("No such item")


class RequestTooLargeError(InputError):
    """A request body over the limit."""

    code = "request-too-large"
    title = Phrase("Request too large")
    http_status = 413


class UnsupportedMediaTypeError(InputError):
    """A body of a content type the address does not take."""

    code = "unsupported-media-type"
    title = Phrase("Unsupported content type")
    http_status = 415


class ForbiddenOriginError(InputError):
    """A write that another site's page tried to send."""

    code = "origin-not-allowed"
    title = Phrase("Origin not allowed")
    http_status = 403


class HostNotAllowedError(InputError):
    """A request whose Host header names a machine this server is not."""

    code = "host-not-allowed"
    title = Phrase("Host not allowed")
    http_status = 421


class CatalogError(MienError):
    """A catalogue file that breaks its schema."""

    code = "catalog-invalid"
    title = Phrase("The catalogue is not valid")


class ImportFileError(InputError):
    """A file to import that is empty, no text, of another encoding, or without a needed column."""

    code = "import-unreadable"
    title = Phrase("The file can't be imported")


class ImplausibleDataError(InputError):
    """A file to import whose numbers were not measured on anything."""

    code = "import-implausible"
    title = Phrase("The file's numbers are not plausible")


class ModelError(MienError):
    """A model file that is missing, changed or not understood."""

    code = "model-unusable"
    title = Phrase("A model can't be used")
    http_status = 503


class MissingExtraError(MienError):
    """A feature whose optional packages are not installed."""

    code = "extra-missing"
    title = Phrase("An optional part is not installed")
    http_status = 501


class StoreError(MienError):
    """What Mien remembers can't be read or written; its subclasses say why.

    They share one code: to a client it is the same, memory is off until someone mends it.
    """

    code = "store-unavailable"
    title = Phrase("Mien's memory can't be used")
    http_status = 503


class StoreTooNewError(StoreError):
    """The database was made by a newer version of Mien."""


class StoreDamagedError(StoreError):
    """The file is no database, or parts of it are broken."""


class StoreLockedError(StoreError):
    """Another program holds the database for longer than we wait."""


class StoreReadOnlyError(StoreError):
    """The folder or file may not be written to."""


class DiaryOffError(InputError):
    """A mood was told to a diary that is off."""

    code = "diary-off"
    title = Phrase("The diary is off")
    http_status = 409


class EntryNotFoundError(NotFoundError):
    """Nothing of this person that is remembered has this number."""

    code = "entry-not-found"
    title = Phrase("No such entry")


class NothingToUndoError(InputError):
    """No feedback on this item is left to take back."""

    code = "nothing-to-undo"
    title = Phrase("Nothing to undo")
    http_status = 409


class ProfileNotFoundError(NotFoundError):
    """Nobody at this installation has this number or name."""

    code = "profile-not-found"
    title = Phrase("No such person")


class ProfileLockedError(InputError):
    """A browser or program that has not shown for whom it may act."""

    code = "profile-locked"
    title = Phrase("Choose who you are first")
    http_status = 403


class WrongPinError(InputError):
    """Not the PIN of this person."""

    code = "wrong-pin"
    title = Phrase("Not the right PIN")
    http_status = 403


class TooManyAttemptsError(InputError):
    """So many wrong PINs that no other one is taken for a while."""

    code = "too-many-attempts"
    title = Phrase("Too many wrong PINs")
    http_status = 429


class SettingsError(MienError):
    """A setting with a name or value that is not understood."""

    code = "settings-invalid"
    title = Phrase("The settings are not valid")
    exit_code = 2
