"""Who has an initiative open at the desk, so that another editor knows; it never stops anybody."""
