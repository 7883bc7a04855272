"""The engine for what happens after the course."""

from aftercourse._core import __version__

__all__ = ["__version__"]
