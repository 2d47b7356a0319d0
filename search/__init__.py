"""Finding records by words: the analysis of Dutch, the index of both databases, and the order of what is found."""
