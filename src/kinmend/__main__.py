"""`python -m kinmend`, the same as `kinmend`."""

import sys

from kinmend.cli import main

sys.exit(main())
