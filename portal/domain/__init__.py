"""Pure values of the portal: no input or output, nothing of SQLAlchemy or FastAPI."""
