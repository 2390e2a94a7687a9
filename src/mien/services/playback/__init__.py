"""Playing: what a person chose about it, what became of what was played, and where links lead.

May import core, the store's types and `services.profiles`.
"""
