"""ListenBrainz: songs by mood tags that its listeners gave."""
