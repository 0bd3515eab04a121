"""How long what residents tell us is kept, what is left of it then, and what one person can ask for before."""
