"""Pages on which residents change what they told us, or add to it."""
