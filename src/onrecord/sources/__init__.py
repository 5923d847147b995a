"""Where articles come from: text, HTML, live blogs, feeds and JSON Lines, in files, folders and at addresses."""

from onrecord.sources.limits import Limits
from onrecord.sources.load import Loaded, load, load_bytes
from onrecord.sources.text import article_from_text

__all__ = ["Limits", "Loaded", "article_from_text", "load", "load_bytes"]
