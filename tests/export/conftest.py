from __future__ import annotations

import sys
from pathlib import Path

# The readings that the store's tests are made of.
sys.path.insert(0, str(Path(__file__).parent.parent / "store"))
