"""Runs the command line with `python -m mien`."""

from mien.cli import main

main()
