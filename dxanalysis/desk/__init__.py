"""The desk: a whole report by buttons, in JupyterLab; each shows the command that does the same."""

from dxanalysis.desk.panel import Desk, open_desk

__all__ = ["Desk", "open_desk"]
