"""What schemathesis does not know by itself: see CONTRIBUTING.md."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def ndjson(ctx, value):
    """Lines of JSON are text that is sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def filter_case(ctx, case):
    """Whatever is sent as text is text: a value of another type cannot be sent wrongly there."""
    is_text = case.media_type in ("text/csv", "application/x-ndjson")
    return not is_text or isinstance(case.body, (str, bytes))
