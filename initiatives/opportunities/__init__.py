"""The white-spot table (kansenkaart): where an example exists and where not yet."""
