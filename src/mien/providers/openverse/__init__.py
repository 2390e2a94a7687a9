"""Openverse: whole tracks under open licences, without a key."""
