"""The only part that opens a socket: one bounded, guarded, cached way out for every source.

From the outside in: httpx2.Client, hishel's cache (`cache`), then `wire`, which asks the guard,
adds the secrets, bounds time and size, and lets nothing but a good, cleaned answer back up to the
cache. `network` holds what all sources share; `client` is what a source asks with.
"""
