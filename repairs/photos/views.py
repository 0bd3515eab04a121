from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from repairs.photos.links import find_linked_photo

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@require_safe
def show_photo(request: HttpRequest, token: str) -> FileResponse:
    linked = find_linked_photo(token)
    if linked is None:
        raise Http404
    photo, thumbnail = linked
    name = photo.thumbnail.name if thumbnail else photo.file.name
    try:
        file = default_storage.open(name or "")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, filename=photo.download_name, content_type="image/jpeg", headers=HEADERS)
