"""YouTube: its player for videos, songs and trailers; searches are scarce and spent last."""
