"""Statements: files of a batch, what is published of them, and what is paid (DOMAIN F68–F74, §5.6)."""
