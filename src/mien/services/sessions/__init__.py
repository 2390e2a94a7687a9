"""Readings over time: a live session or a video as a whole, and how fast each stage is here.

May import core and vision.
"""
