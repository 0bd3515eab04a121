"""What planners work through: repairs without a time, a day of the diary, what is late and what waits for an answer."""
