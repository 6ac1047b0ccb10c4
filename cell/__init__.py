"""Crisis Cell: one journal per cell, everything else is read from it."""

__version__ = "0.1.0"
