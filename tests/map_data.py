"""What a map's page holds for its script, whether it stands there in clear or packed."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import Any

from dxanalysis.maps.html import packing


def data_of(html: str) -> dict[str, Any]:
    """Return the data of the map on a page, unpacked."""
    block = re.search(r'<script type="application/json" id="dx-data">(.*?)</script>', html)
    assert block, "no map on this page"
    data = json.loads(block.group(1))
    if "deflated" in data:
        data = packing.unpack(zlib.decompress(b64decode(data["deflated"])))
    return data
