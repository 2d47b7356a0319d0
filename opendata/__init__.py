"""Every kind of record for machines."""
