"""Import this before a library that runs models: no telemetry, no hub, no usage report, no bars of theirs.

`import openvino` sends a usage event and writes two files into the home folder unless its telemetry package is missing;
it then takes a stub of its own. vLLM sends one for each engine unless it is told not to.
"""

import os
import sys

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")      # those of loading weights, too
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("VLLM_NO_USAGE_STATS", "1")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("VLLM_LOGGING_LEVEL", "ERROR")
os.environ.setdefault("VLLM_ENABLE_V1_MULTIPROCESSING", "0")    # its engine in this process: the order of work is ours
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
