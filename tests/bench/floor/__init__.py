"""The least that a Django page of this kind could be: what the service's pages are measured against."""
