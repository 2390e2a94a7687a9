"""One module for each kind of file that can be imported; all are found in `registry`."""
