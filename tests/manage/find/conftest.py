from tests.log.conftest import boss as boss
from tests.manage.conftest import holder as holder
from tests.manage.conftest import repair as repair
