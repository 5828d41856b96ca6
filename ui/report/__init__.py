"""The profile as one HTML file that needs nothing else: it can be opened, printed and kept."""

from ui.report.render import render

__all__ = ["render"]
