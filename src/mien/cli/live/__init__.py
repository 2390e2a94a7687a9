"""What `mien watch` shows while it reads: a window or the terminal, and a report at the end.

Parts of the command line; imported by `mien.cli.watch` and `mien.cli.analyze` only.
"""
