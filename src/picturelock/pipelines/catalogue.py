"""The video types there are: one file of this folder each."""

import importlib
import pkgutil
from functools import cache

import picturelock.pipelines as folder
from picturelock.pipelines.pipeline import Pipeline


@cache
def video_types() -> dict[str, Pipeline]:
    """Every pipeline by its video type: each module of this folder that has a ``PIPELINE``."""
    modules = (
        importlib.import_module(f"{folder.__name__}.{found.name}")
        for found in pkgutil.iter_modules(folder.__path__)
    )
    pipelines = [module.PIPELINE for module in modules if hasattr(module, "PIPELINE")]
    return {pipeline.video_type: pipeline for pipeline in pipelines}
