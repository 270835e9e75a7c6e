"""The place *Results intake*: how each source does, what came, and one message as it came."""
