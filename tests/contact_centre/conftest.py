from tests.log.conftest import hms as hms
from tests.log.conftest import notify as notify
from tests.log.conftest import outside as outside
from tests.photos.conftest import photo_folder as photo_folder
