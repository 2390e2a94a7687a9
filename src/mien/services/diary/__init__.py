"""The diary: moods and plays a person wanted kept, its days, and what lifts them.

May import core, the store's types and `services.profiles`.
"""
