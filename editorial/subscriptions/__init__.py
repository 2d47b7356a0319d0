"""Subscriptions: followers get a mail about the changes in a selection of initiatives."""
