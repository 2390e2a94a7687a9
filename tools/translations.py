"""Find the texts that people read and bring the Hindi catalogue up to date.

Run after changing a text: `make translations`. New texts then wait, empty, in
`src/mien/web/translations/hi/LC_MESSAGES/messages.po`; write them there and run it again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "mien"
PO: Final = PACKAGE / "web" / "translations" / "hi" / "LC_MESSAGES" / "messages.po"
KEYWORDS: Final = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "Phrase": None,
    "counted": (1, 2),
    "message": None,
}


def texts() -> Catalog:
    """Return every text of the pages, of the scripts, and of what core says to people."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(project="Mien", locale="hi", fuzzy=False)
    for name, _, message, comments, context in extract_from_dir(
        PACKAGE, methods, options, KEYWORDS
    ):
        found.add(message, None, [(name, None)], auto_comments=comments, context=context)
    return found


def updated() -> Catalog:
    """Return the Hindi catalogue with exactly the texts there are now."""
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="hi")
    catalogue.update(texts(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return the text file of a catalogue."""
    file = BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def missing(catalogue: Catalog) -> Iterator[str]:
    """Yield the texts that have no translation, or a doubtful one."""
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if message.pluralizable else (message.string,)
        if message.fuzzy or not all(strings):
            yield message.id[0] if message.pluralizable else message.id


def main() -> None:
    """Write the catalogue; say what is still to be translated."""
    catalogue = updated()
    PO.write_bytes(as_po(catalogue))
    left = list(missing(catalogue))
    print(f"{len(catalogue) - len(left)} texts, {len(left)} still to be translated")
    for text in left:
        print(f"  {text}")
    sys.exit(bool(left))


if __name__ == "__main__":
    main()
