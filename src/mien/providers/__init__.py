"""Outside sources of songs, films and videos: one folder for each, all optional, all guarded.

A source is off until a person turns it on. `base` says what a source is, `registry` lists them,
`guard` decides whether a call may be made, `http` is the only module that opens a socket.
To add a source, copy `_template`. May import `core` only; sources never import each other.
"""
