"""What a reader takes on: sizes, pages, depth and cells beyond these are findings, not a wait.

Numbers only. They are set well above what official documents hold and well below what a machine of an office has.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

MAX_TEXT_BYTES: Final = 16 * MIB
"""Plain text and pages: five million characters of Chinese."""
MAX_BINARY_BYTES: Final = 64 * MIB
"""Forms that carry pictures beside their words."""
MAX_PART_BYTES: Final = 64 * MIB
"""One part of an archive, or one stream, unpacked."""
MAX_UNPACKED_BYTES: Final = 256 * MIB
"""All parts of a file that are read, unpacked."""
MAX_RATIO: Final = 400
"""Unpacked over packed; text packs 5 to 40 times, an empty table a hundred times."""
RATIO_FROM_BYTES: Final = 4 * MIB
"""Smaller parts may pack as well as they like."""
MAX_ENTRIES: Final = 20_000
MAX_DEPTH: Final = 200
"""Elements inside elements."""
MAX_ELEMENTS: Final = 4_000_000
"""Of one part of an archive."""
MAX_PAGE_MARKS: Final = 1_000_000
"""Marks and pieces of text of a web page."""
MAX_PAGES: Final = 2_000
MAX_CELLS: Final = 200_000
MAX_GLYPHS: Final = 5_000_000
MAX_GLYPHS_OF_A_PAGE: Final = 200_000
MAX_RULES_OF_A_PAGE: Final = 20_000
MAX_FORMS_DRAWN: Final = 20_000
MAX_FORMS_OF_A_PAGE: Final = 2_000
"""Drawings inside drawings of a PDF, counted each time they are drawn."""
