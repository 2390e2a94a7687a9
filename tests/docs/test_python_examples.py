"""The Python that the docs show runs, in a folder with the files that it names."""

from __future__ import annotations

import pytest

from tests.docs.pages import Block, present_pages

EXAMPLES = {
    f"{page.name}:{block.line}": block
    for page in present_pages()
    for block in page.blocks("python")
}


@pytest.mark.parametrize("place", EXAMPLES)
def test_it_runs_and_says_something(place, at_home, capsys):
    block: Block = EXAMPLES[place]
    exec(compile(block.text, place, "exec"), {"__name__": "example"})
    assert capsys.readouterr().out
