from tests.photos.conftest import photo_folder as photo_folder
