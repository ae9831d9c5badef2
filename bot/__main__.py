"""`python -m bot` is `clio`."""

from bot.cli import main

if __name__ == "__main__":
    main()
