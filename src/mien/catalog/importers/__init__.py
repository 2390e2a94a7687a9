"""Other people's tables of songs and films, read as items of ours.

May import `mien.core` and the rest of `mien.catalog`. Everything here is a stream: a file is read
row by row, twice, and nothing is kept but counts and a sample, so its size does not matter. Where
the items go is the caller's business.
"""
