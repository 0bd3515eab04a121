from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from repairs.photos.links import find_linked_photo

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": (
        "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@require_safe
def show_photo(request: HttpRequest, token: str) -> HttpResponse:
    linked = find_linked_photo(token)
    if linked is None:
        raise Http404
    photo, thumbnail = linked
    name = photo.thumbnail.name if thumbnail else photo.file.name
    try:
        with default_storage.open(name or "") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    saved_as = content_disposition_header(as_attachment=False, filename=photo.download_name) or "inline"
    return HttpResponse(content, content_type="image/jpeg", headers={**HEADERS, "Content-Disposition": saved_as})
