"""Signals from municipalities: the list of bottlenecks, its file and its pages."""
