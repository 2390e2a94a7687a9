"""MusicBrainz and the Cover Art Archive: who, when, which recording, and its cover."""
