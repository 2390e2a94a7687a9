"""From a mood to picks for a person: catalogue and imports, taste, co-likes, journeys.

May import core, catalog, recommend and `services.profiles`.
"""
