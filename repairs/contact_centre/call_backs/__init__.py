"""The list of people who wait for us to ring, and what an agent does with one of them."""
