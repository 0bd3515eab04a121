"""What the servers that stand in for outside systems share: HTTP, faults on demand, pages to look at."""
