"""Ask and see: one choice of indicator, operator, target and weights as map, chart and table.

:func:`view` shows one choice, and is a line that can stand in a report. :func:`explore` makes the
same choice with menus and sliders, in JupyterLab, and writes that line.
"""

from dxanalysis.explorer.selection import Choice, criteria, named_classes
from dxanalysis.explorer.views import View, view
from dxanalysis.explorer.widgets import Explorer, explore

__all__ = ["Choice", "Explorer", "View", "criteria", "explore", "named_classes", "view"]
