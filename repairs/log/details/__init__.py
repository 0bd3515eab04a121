"""What residents change of what they told us: how to reach them, who will be in, what we should know, and more."""
