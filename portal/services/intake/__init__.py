"""What laboratories send, put away: stored first, read after, landed on a chart or before a person."""
