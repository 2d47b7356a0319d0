"""What every app builds on: the content generation, memos, the page cache, records, dates, text and the admin base."""
