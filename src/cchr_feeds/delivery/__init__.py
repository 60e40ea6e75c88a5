"""How an issued edition reaches its readers: at most once each, and never without a trace."""
