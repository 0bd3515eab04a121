from typing import Any

PHONE: dict[str, Any] = {
    "viewport": {"width": 320, "height": 640},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
PLAIN_PHONE = PHONE | {"java_script_enabled": False}
DESK: dict[str, Any] = {"viewport": {"width": 1024, "height": 768}}
