"""`make access`: every page that exists, in Chromium, with every check. The last line is the figures as JSON."""
