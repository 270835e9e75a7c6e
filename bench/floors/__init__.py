"""Floors: what this machine does at best with the same pieces and none of our duties, each a few lines."""
