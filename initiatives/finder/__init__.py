"""The finder: its filters, facets, chips and cards, over a catalogue of all published initiatives in memory."""
