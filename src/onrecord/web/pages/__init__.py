"""The pages, one module each; `router` has them all."""

from fastapi import APIRouter

from onrecord.web.pages import article, check, lists, search, speaker, start, statement

router = APIRouter(include_in_schema=False)
for _page in (start, search, check, article, statement, speaker, lists):
    router.include_router(_page.router)

__all__ = ["router"]
