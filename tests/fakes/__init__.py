"""The outside world, played over real HTTP on this machine: every source's contract and failures.

A request for `https://HOST/PATH` comes as `/HOST/PATH`. `sources` has one module for each source;
each canned answer names the section and the mark of the provider contract notes that it copies.
`world` holds the server and what goes wrong in the same way everywhere, `library` what the sources
know, `players` the frames and files that a page plays.
"""
