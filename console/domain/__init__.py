"""What the program talks about: frozen values and pure rules. Standard library only."""
