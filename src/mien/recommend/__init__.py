"""Mood-aware ranking: taste decides which, the goal decides which way.

May import `mien.core` only. Stages, one module each: `candidates` (who may be picked), `taste`
(how much it is liked), `steer` (how well it moves the mood), `diversify` (not all of one maker),
`explain` (why, in one true sentence); `pipeline` joins them.
"""
