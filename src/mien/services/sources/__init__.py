"""Outside sources: switches, asking them beside a request, and joining what they answer.

May import core, providers and `services.profiles`.
"""
