"""TMDB: posters, trailers, where to watch, films like a film, and films by genre."""
