"""Speed and size, measured side by side and printed as Markdown. Run with `python -m`."""
