"""What became of the reports that answered a diagnosis: where they ended, and where people stopped."""
