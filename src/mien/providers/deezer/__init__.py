"""Deezer's public catalogue: covers, and previews fetched at the moment of playing."""
