"""The audit log of the desk: who did what, to what, with what result, from where and when."""
