"""How the re-scorer of the search is made: questions with their clauses, features, a few small networks."""
