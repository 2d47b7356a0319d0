"""What municipalities signal: the list of bottlenecks, its file and its pages."""
