"""Mood-aware ranking: taste decides which, the goal decides which way.

May import `mien.core` only. Stages, one module each: `candidates` (who may be picked), `worth`
(what an item is worth to the person: `taste`, `links`, `staleness`), `steer` (how well it moves
the mood; `aftertaste` for films), `diversify` (not all of one maker), `explore` (something
different), `explain` (why, in true words); `pipeline` joins them. Beside the list: `question`,
`similar`, `journey`, `compromise`. `mien.evaluation` measures all of it on
listening and film data.
"""
