"""Measuring the assistant: gold cases, metrics, slices, gate, report, sweeps. Knows nothing of the page."""
