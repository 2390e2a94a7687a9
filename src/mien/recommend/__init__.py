"""Mood-aware ranking: taste decides which, the goal decides which way.

May import `mien.core` only. Stages, one module each: `item_table` (which items a query admits),
`base_score` (how good an item is for the person: `taste`, `ease`, and what they just had), `steer`
(how well it moves the mood; `aftertaste` for films), `diversify` (not all by one creator),
`explore` (something different), `explain` (why, in true words); `pipeline` joins them. Beside the
list: `question`, `similar`, `journey`, `group` (several people), `learned_preferences`.
`mien.evaluation` measures all of it on listening and film data.
"""
