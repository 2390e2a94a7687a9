"""The HTTP API for programs, one folder for each version."""
