"""The tour: the real window, driven by keys and mouse through the whole job, with pictures.

It is a demonstration, a smoke test of an installation, and how the pictures of the user guide are
made. Each step proves itself with the portal, through a colleague's own connection.
"""

from console.tour.play import play

__all__ = ["play"]
