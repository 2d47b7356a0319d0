"""Shared base of all apps: the content generation, memos, the page cache, records, dates, text and the admin base."""
