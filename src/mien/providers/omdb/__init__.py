"""OMDb: the exact IMDb page of a film."""
