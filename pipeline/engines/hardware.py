"""What a machine has to run models on."""

import importlib.util
import platform
from pathlib import Path
from typing import Literal


def gpu(device: str) -> Literal["", "cuda", "mps"]:
    """The GPU that `engine.device` (auto, cpu, mps, cuda, cuda:1) means here; "" for none. Torch is asked only where
    there is something to ask about: importing it takes seconds."""
    if device != "auto":
        return "" if device == "cpu" else "mps" if device == "mps" else "cuda"
    if Path("/dev/nvidiactl").exists() and importlib.util.find_spec("torch"):
        import torch

        return "cuda" if torch.cuda.is_available() else ""
    return "mps" if platform.system() == "Darwin" and platform.machine() == "arm64" else ""
