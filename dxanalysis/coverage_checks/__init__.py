"""What a province's operators declare, set against what their stations can reach over the terrain.

For a planner's own desk: whoever knows the terrain and most stations could find the others from
figures of single communes. What may be shared is a table of its own
(:mod:`dxanalysis.terrain.sharing`).
"""

from dxanalysis.coverage_checks.province import CoverageCheck, check_coverage
from dxanalysis.coverage_checks.tables import write_for_the_desk, write_to_share

__all__ = ["CoverageCheck", "check_coverage", "write_for_the_desk", "write_to_share"]
