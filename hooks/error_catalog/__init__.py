"""The catalogue of API errors: from one file an error to everything that people and machines read about it."""

import atexit
import gc
import os

# A command reads, writes and ends. To look for cycles as often as Python does takes every twentieth second of a build,
# and to look for them once more at the end, where all goes with the process, another one.
gc.set_threshold(50_000, 20, 20)
atexit.register(gc.freeze)

# To look for plugins of pydantic in all that is installed takes longer than to read the example files; there are none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
