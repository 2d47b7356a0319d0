"""What to look at before an initiative is published: what blocks it, what to think about, and advice."""
