"""What the contact centre does for residents: the same journey and the same pages, with an agent at the keys."""
