"""One module for each change of the schema; they are never edited once released."""
