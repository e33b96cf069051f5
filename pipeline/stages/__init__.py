"""The stages, in order: the only list."""

from pipeline.stages.check import CHECK
from pipeline.stages.clean import CLEAN
from pipeline.stages.stage import Stage
from pipeline.stages.summarise import SUMMARISE
from pipeline.stages.translate import TRANSLATE

STAGES: tuple[Stage, ...] = (CLEAN, SUMMARISE, TRANSLATE, CHECK)
