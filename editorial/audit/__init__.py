"""The audit log of the admin: who did what, to what, with what result, from where and when."""
