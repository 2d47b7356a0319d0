"""The fixed pages, their texts and versions; the menu, and who runs the site."""
