"""The names of the tasks, apart from the tasks so that a command can list them at no cost."""

from typing import Final

NAMES: Final = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "InCarMusic", "hindi", "journey")

ALL: Final = "all"
"""Stands for every task."""
