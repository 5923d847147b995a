"""The record book as web pages and as a JSON API: two faces of the store's queries, made on the server.

uvicorn.run(create_app("book.db"), host="127.0.0.1", port=8000)
"""

from onrecord.web.app import create_app

__all__ = ["create_app"]
