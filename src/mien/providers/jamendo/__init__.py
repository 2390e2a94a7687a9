"""Jamendo: whole tracks under Creative Commons licences, with mood tags."""
