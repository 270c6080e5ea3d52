"""What the selector sees of a question and of a fact or sentence that may answer it: a row of figures a candidate."""
