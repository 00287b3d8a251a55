"""The commands, one module each: what words it takes (``describe``) and what it does (``run``).

A module is imported only when its command is asked for, so that none waits for what another needs.
Together with :mod:`dxanalysis.cli` these are the only modules that print.
"""
