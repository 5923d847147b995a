"""How the text says that an act stands: it happened, is planned, called for, alleged, denied, has ended ..."""

from onrecord.extract.statuses.compose import status_of, view_of
from onrecord.extract.statuses.factuality import factuality
from onrecord.extract.statuses.status import Status

__all__ = ["Status", "factuality", "status_of", "view_of"]
