"""Makes the selector: which of the facts and sentences found answers a question, learned from the develop sets."""
