"""Version 1 of the HTTP API: schemas, routes, and the translation between core and JSON."""
