"""`python -m pipeline` is `bridgehead`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
