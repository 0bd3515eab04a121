"""Every state of every page that exists: see `every_page`.

python -m tests.walk            # walks, and lists the pages
from tests.walk import every_page
"""

from tests.walk.shown import Shown as Shown
from tests.walk.walk import every_page as every_page
from tests.walk.walk import views_seen as views_seen
