"""The policies of a practice: what it may set for itself, one model per queue and one for the desk."""
