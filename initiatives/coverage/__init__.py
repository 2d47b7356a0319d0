"""Coverage of the examples and completeness of their data: the page, and its history in the admin."""
