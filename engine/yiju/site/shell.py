"""Where the shell of the site lies: the theme's overrides, styles and the hand-written guide.

Installed from a wheel it lies in this package, in a working copy in `site/` at its root. Knows no page of any place.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shell_folder() -> Path:
    """The folder with `theme/` and `guide/`.

    Raises:
        FileNotFoundError: it is in neither place: the installation is not whole.
    """
    package = Path(str(files("yiju.site")))
    for folder in (package / "shipped", package.parents[2] / "site"):
        if (folder / "theme" / "main.html").is_file():
            return folder
    raise FileNotFoundError(f"no theme/main.html in {package / 'shell'}")


def guide_files(lang: str) -> tuple[Path, ...]:
    """The pages of the guide in a language, by name."""
    return tuple(sorted((shell_folder() / "guide" / lang).glob("*.md")))
