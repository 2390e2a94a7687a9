"""The bundled catalogue: our own selection of songs, films and videos, and its checks.

May import `mien.core` only. The data lies in `data/*.csv`; raw valence and energy are in 0 to 1
there and become percentiles inside their language (see `ruler`) when loaded.
"""
