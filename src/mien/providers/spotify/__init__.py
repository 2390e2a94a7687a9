"""Spotify: songs and playlists in its own player, and saving picks as a playlist.

Its content is shown as it comes, in its order and in its embeds; it never enters a model or the
ranking, as its terms ask.
"""
