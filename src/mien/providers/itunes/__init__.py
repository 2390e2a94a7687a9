"""iTunes Search: 30-second previews and covers without a key."""
