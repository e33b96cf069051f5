"""Everything that Bridgehead raises on purpose.

    BridgeheadError              exit code 1: the run failed
    ├── UsageError               exit code 2: the caller can mend it
    │   ├── ConfigError          a configuration file or a --set value
    │   ├── InputError           a file or folder that was named cannot be used at all
    │   └── BusyError            another run is writing to the output
    ├── ArticleError             one article cannot be processed: it goes to rejects, the run goes on
    ├── ModelError               a model cannot be had
    │   ├── MissingModel         it is not in the store (and may not be, or could not be, fetched)
    │   └── DigestMismatch       its bytes are not the ones that the registry pins
    ├── EngineError              an engine cannot load or run a model
    │   └── MissingEngine        exit code 2: it is not installed, or there is none of this name
    ├── SchemaError              a table does not have the columns that it should
    └── DatasetError             an output folder cannot be read or written

Each message is one sentence that names the file or key and says what to do.
"""


class BridgeheadError(Exception):
    """Base of all our errors; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(BridgeheadError):
    """The caller asked for something that cannot be done as asked."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration that cannot be used; the message lists every problem."""


class InputError(UsageError):
    """A named input that does not exist or cannot be opened."""


class BusyError(UsageError):
    """An output folder that another run is writing to; the message names who."""


class ArticleError(BridgeheadError):
    """One article that will never work as it is; `code` is the machine-readable reason in rejects."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ModelError(BridgeheadError):
    """A model that cannot be had."""


class MissingModel(ModelError):
    """A model that is not in the store."""


class DigestMismatch(ModelError):
    """A model file whose bytes are not those that the registry pins."""


class EngineError(BridgeheadError):
    """An engine that cannot load or run a model."""


class MissingEngine(EngineError):
    """An engine that is not there; the message says what installs it."""

    exit_code = 2


class SchemaError(BridgeheadError):
    """A table whose columns or types are not the declared ones."""


class DatasetError(BridgeheadError):
    """An output folder that cannot be read or written."""
