"""`python -m cchr_feeds` is `cchr-feeds`."""

from cchr_feeds.cli import main

if __name__ == "__main__":
    main()
