"""Readers of the outside data that the catalogue is checked against; nothing of it is shipped."""
