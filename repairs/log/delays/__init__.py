"""Notes about delays: which repairs they are for, who is told, and when they are over."""
