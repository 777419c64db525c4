"""The catalogue of API errors: from one file an error to everything that people and machines read about it."""

import os

# To look for plugins of pydantic in all that is installed takes longer than to read the example files; there are none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
