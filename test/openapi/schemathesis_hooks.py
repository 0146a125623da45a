"""What schemathesis does not know by itself: see CONTRIBUTING.md."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def ndjson(ctx, value):
    """Lines of JSON are text that is sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode()
