"""Every text that people read is found and translated."""

from __future__ import annotations

import json
import re
import runpy
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from mien.web import languages

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "mien" / "web"
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
PLACEHOLDER = re.compile(r"%\((\w+)\)[srd]|\{(\w+)\}")
TAG = re.compile(r"</?\w[^>]*>")

SAME_IN_HINDI = {"JSON", "PIN", "%(size)s MB", "Mien: %(goal)s"}
"""Texts that are names, or the same in both languages."""

BARE = {"JSPF", "XSPF", "Mien", "CSV", "JSON", "PIN", "UTC"}
"""Names that templates write as they are."""

READ_ALOUD = {"alt", "aria-label", "content", "label", "placeholder", "title"}
"""Attributes whose text people meet."""


@pytest.fixture(scope="module")
def tool():
    return runpy.run_path(str(ROOT / "tools" / "translations.py"))


@pytest.fixture(scope="module")
def catalogue(tool):
    return tool["updated"]()


def pairs(catalogue):
    """Yield each English text with its Hindi."""
    for message in catalogue:
        if not message.id:
            continue
        if message.pluralizable:
            yield from zip_longest(message.id, message.string, fillvalue="")
        else:
            yield message.id, message.string or ""


def test_the_catalogue_holds_exactly_the_texts_there_are(tool, catalogue):
    assert tool["as_po"](catalogue) == tool["PO"].read_bytes(), "run `make translations`"


def test_pages_speak_from_the_text_file_itself(tool, catalogue):
    said = languages.catalogue("hi")
    for message in catalogue:
        if not message.id:
            continue
        if message.pluralizable:
            told = tuple(said.ungettext(*message.id, number) for number in (1, 2))
        elif message.context:
            told = said.upgettext(message.context, message.id)
        else:
            told = said.ugettext(message.id)
        assert told == message.string
    assert not list(tool["PO"].parent.glob("*.mo")), "a compiled copy is read by nobody"


def test_no_text_is_untranslated(tool, catalogue):
    assert list(tool["missing"](catalogue)) == []


def test_translations_keep_values_and_markup(catalogue):
    wrong = [
        english
        for english, hindi in pairs(catalogue)
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(hindi))
        or sorted(TAG.findall(english)) != sorted(TAG.findall(hindi))
    ]
    assert wrong == []


def test_no_hindi_text_is_the_english_one_again(catalogue):
    same = [
        english
        for english, hindi in pairs(catalogue)
        if english == hindi and re.search("[A-Za-z]", PLACEHOLDER.sub("", english))
    ]
    assert set(same) <= SAME_IN_HINDI


def test_hindi_texts_are_written_in_devanagari(catalogue):
    latin = [
        hindi
        for _, hindi in pairs(catalogue)
        if re.search("[A-Za-z]", PLACEHOLDER.sub("", TAG.sub("", hindi)))
        and not re.search("[ऀ-ॿ]", hindi)
    ]
    assert set(latin) <= SAME_IN_HINDI


def test_the_words_of_scripts_are_in_the_catalogue(catalogue):
    known = {english for english, _ in pairs(catalogue)}
    words = json.loads((WEB / "strings" / "en.json").read_text("utf-8"))
    assert set(leaves(words)) <= known


def leaves(part):
    return [part] if isinstance(part, str) else [x for each in part.values() for x in leaves(each)]


class Texts(HTMLParser):
    """Collects what people read, where a template writes it as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs) -> None:
        unread = tag == "meta" and ("name", "description") not in attrs
        self.found += [value or "" for name, value in attrs if name in READ_ALOUD and not unread]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_text_of_their_own(template):
    environment = jinja2.Environment()
    source = template.read_text("utf-8")
    parser = Texts()
    parser.feed("".join(text for _, kind, text in environment.lex(source) if kind == "data"))
    words = {word for text in parser.found for word in re.findall("[A-Za-z][A-Za-z’']+", text)}
    assert words <= BARE
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    assert {text for text in spoken(tree) if re.match(r"[A-Z][a-z]|\w+ \w+ ", text)} <= BARE


def spoken(node):
    """Yield the texts in expressions that are not handed to a translating function."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in {"_", "ngettext"}:
        return
    for child in node.iter_child_nodes():
        yield from spoken(child)
