"""Periodic reviews: municipalities check whether an initiative is still right, and editors get reminders."""
