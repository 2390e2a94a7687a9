"""People and what is remembered of them: who is current, feedback, erase, retention, inventory.

`memory` is the only way to the store. May import core, the store and, from the services, the
documents that an export is made of.
"""
