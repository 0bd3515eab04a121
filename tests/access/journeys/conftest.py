from tests.browser.conftest import browser_type_launch_args as browser_type_launch_args
from tests.browser.conftest import database_beside_a_browser as database_beside_a_browser
from tests.browser.conftest import django_db_modify_db_settings as django_db_modify_db_settings
from tests.browser.conftest import opens as opens
from tests.browser.conftest import seen as seen
from tests.browser.conftest import site as site
