"""What the machine could not deliver, and what a person does about it."""
