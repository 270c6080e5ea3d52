"""From a policy file to clauses and facts that quote it exactly."""
