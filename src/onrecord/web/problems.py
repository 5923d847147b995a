"""What an error looks like: a page for people, problem+json (RFC 9457) for programs. Neither repeats what was sent."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError, StoreError, UsageError
from onrecord.web.guard import HEADERS
from onrecord.web.site import site_of

#: The status of an error's code; any other error of ours is a 500.
STATUSES = {
    "U002": 404,
    "U003": 400,
    "U005": 400,
    "U007": 400,
    "U008": 400,
    "U009": 400,
    "W001": 404,
    "W003": 405,
    "S003": 503,
    "S007": 503,
}


class Problem(BaseModel):
    """An error as RFC 9457 has it, with our code."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def add_problem_handlers(app: FastAPI) -> None:
    """Makes every error of `app` answer in our form."""
    app.add_exception_handler(OnRecordError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnRecordError)
    return _answer(request, _without_input(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = sorted({str(item["loc"][-1]) for item in error.errors()})
    return _answer(request, UsageError("U007", value=", ".join(fields), hint="Leave it out, or shorten it."))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, UsageError("W003" if error.status_code == 405 else "W001"))


def _unforeseen(request: Request, error: Exception) -> Response:
    # The server logs the error itself; a page about it could show what it must not. The guard does not see this answer.
    response = _answer(request, OnRecordError("W004"))
    response.headers.update(HEADERS)
    return response


def _without_input(error: OnRecordError) -> OnRecordError:
    """The error with names of fields in place of their values, and without paths of this machine."""
    if error.code == "U003":
        return UsageError("U003", value="in 'since' or 'until'")
    if error.code == "S005":
        return StoreError("S005", value="BOOK")
    return error


def _answer(request: Request, error: OnRecordError) -> Response:
    status = STATUSES.get(error.code, 500)
    if request.url.path.startswith("/api/"):
        return _problem(error, status)
    return site_of(request).page("problem.html", status=status, error=error, status_code=status)


def _problem(error: OnRecordError, status: int) -> Response:
    problem = Problem(
        type=f"urn:onrecord:error:{error.code}",
        title=error.message,
        status=status,
        detail=error.hint,
        code=error.code,
    )
    return Response(problem.model_dump_json(), status, media_type="application/problem+json")
