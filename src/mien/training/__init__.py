"""Trains the emotion model and measures it.

An aside of the house: it may import `mien.core` and `mien.vision`, and only the command line
imports it, when a command needs it. Loading data (`datasets`) and measuring a model (`evaluate`)
need the base install only; training itself needs the extra `train` (Keras on PyTorch).
"""
