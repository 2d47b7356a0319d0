"""Made-up initiatives in numbers, to measure how fast the portal is; never in a real installation."""
