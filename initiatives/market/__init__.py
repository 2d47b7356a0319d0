"""The inspiratiemarkt: the floor plan of an edition and its page."""
