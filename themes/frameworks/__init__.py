"""Laws, treaties and schemes: the timeline and the pages."""
