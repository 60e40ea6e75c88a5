"""What the tests of delivery share."""

from delivery.editions import issued_project, posting

__all__ = ["issued_project", "posting"]
