"""`python -m yiju_cli` is the same as `yiju`."""

import sys

from yiju_cli.main import main

sys.exit(main())
