"""Each remembers one sort of thing, for the profile that is named; values in, values out."""
