"""Internet Archive: films and shorts in the public domain, whole, with a player."""
