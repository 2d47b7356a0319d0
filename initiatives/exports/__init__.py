"""A selection of the finder for machines: CSV and the Atom feed."""
