"""The media library: pictures, and papers to use again; what shows them lies above it."""
