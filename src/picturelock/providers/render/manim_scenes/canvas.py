"""The cairo context that everything is painted on."""

from typing import TypeAlias

import cairo

# In quotes: only pycairo's type stubs know that a context has a kind of surface.
Context: TypeAlias = "cairo.Context[cairo.Surface]"
