"""A plain web client. One for all tests: each would read every certificate on the machine again."""

import httpx

from repairs.log.hms.http import tls

web = httpx.Client(verify=tls())
