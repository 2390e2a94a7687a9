"""Use cases: what a page, a command or a program can ask of Mien.

May import the capabilities (`vision`, `catalog`, `recommend`, `store`) and `core`; never `web` or
`cli`.
"""
