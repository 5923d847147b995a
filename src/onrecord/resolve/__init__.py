"""Who is meant: from names, pronouns and descriptions to the entities of an article."""
