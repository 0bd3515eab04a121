"""A plain web client. One for all tests: each would read every certificate on the machine again."""

import httpx

from repairs.calls import tls

web = httpx.Client(verify=tls())
