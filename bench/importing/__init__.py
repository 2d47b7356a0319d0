"""Generated initiatives in large numbers, to measure how fast the portal is; never in a real installation."""
