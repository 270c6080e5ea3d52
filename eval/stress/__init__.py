"""Stress sets: made by rules from any cases and documents, to see what shakes the answers."""
