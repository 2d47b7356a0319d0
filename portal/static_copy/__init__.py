"""The static copy of the site: every public page as a file that works from a plain web server and from disk."""
