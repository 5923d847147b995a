"""The pages, one module each; `router` has them all."""

from fastapi import APIRouter

from onrecord.web.pages import article, check, events, lists, record, search, speaker, start

router = APIRouter(include_in_schema=False)
for _page in (start, search, events, check, article, record, speaker, lists):
    router.include_router(_page.router)

__all__ = ["router"]
