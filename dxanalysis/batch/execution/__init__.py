"""How pages are made: processes, kernels, retries."""

import sys

# Where JupyterLab is installed, jsonschema builds 38 grammars of addresses as soon as nbformat
# loads it, which takes longer than all else together. Checking notebooks needs none of them.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
