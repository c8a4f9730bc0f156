"""Should the porch light be on? The README's first handler; it fits on any board."""

DARK_LUX = 20


def handler(event, context):
    lux = event.get("lux", 0)
    on = event.get("motion", False) and lux < DARK_LUX
    print("lux", lux, "->", "on" if on else "off")
    return {"on": on, "lux": lux}
