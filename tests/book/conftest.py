"""Where the book is, and the program that its pages speak of."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TOOLS = Path(sys.executable).parent
VARIORUM = Path(os.environ.get("VARIORUM", ROOT / "target/debug/variorum")).resolve()
PAGES = sorted(DOCS.rglob("*.md"))
