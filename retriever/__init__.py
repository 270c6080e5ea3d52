"""From a question to a verified answer with clause-exact citations."""
