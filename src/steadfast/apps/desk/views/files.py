"""A file of a message. A raster picture is shown; everything else is saved, and nothing in it runs on our address."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from steadfast.apps.desk.queries import files
from steadfast.apps.identity import auditing
from steadfast.foundation.access import Request, access
from steadfast.foundation.files import store, types

SEALED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # a viewer of the browser may style itself


@access("tickets.view")
@require_safe
def show(request: Request, file_id: int, name: str) -> HttpResponse:
    """Send a file that the reader may see; `name` only dresses the address."""
    row = files.visible_to(request.actor).filter(pk=file_id).select_related("message__ticket__subject").first()
    if row is None:
        raise Http404("No such file")
    tag = f'"{row.digest}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    is_picture = types.is_picture(row.media_type)
    if not is_picture and (wait := auditing.paced(request)):
        return wait
    try:
        content = store.read(row.digest)
    except FileNotFoundError as missing:
        raise Http404("The file is missing in the folder of the practice") from missing
    auditing.showed(request, "ticket", row.message.ticket.subject.number)
    answer: Any = FileResponse(content, as_attachment=not is_picture, filename=row.name)
    answer["Content-Type"] = row.media_type if is_picture else types.UNKNOWN
    answer["Content-Security-Policy"] = SEALED
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-cache"  # kept, but asked for each time: whose it is may change
    answer["ETag"] = tag
    return answer  # type: ignore[no-any-return]  # a page of pieces, which Django takes as it takes any
