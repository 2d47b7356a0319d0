"""Full-text search: the analysis of Dutch, the index in both databases, and the ranking of matches."""
