"""Two to four initiatives side by side."""
