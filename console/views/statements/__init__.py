"""Statements: files into batches, a look at each, and the accounts that owe."""
