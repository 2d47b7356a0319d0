"""Watching the portal run: is it well (`health`), what does it do (`metrics`), and what did it log (`logs`)."""
