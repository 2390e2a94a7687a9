"""A source to copy: every part is here, and each says whether it is needed.

1. Copy this folder; the folder's name is the source's name.
2. Fill in `manifest.py`; it is read without anything being asked.
3. Write `parsers.py`: pure functions from parsed JSON to values, tested on recorded shapes.
4. Write `client.py`: one method for each declared capability, one or two calls each.
5. Add it to `registry.py`, its answers to `tests/fakes`, its page to `docs/providers`.
"""
