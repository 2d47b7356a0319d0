"""Drafts beside live: what an editor changes in an initiative is public only once it is published."""
