"""Other programs, each in its leanest set-up for the same feeds."""
