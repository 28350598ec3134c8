"""S3: single objects."""

import base64

from tests.sandbox.provider.round_trip import Case

_TOKEN = "aws:s3/bucketObjectv2:BucketObjectv2"

CASES = (
    Case(
        token=_TOKEN,
        inputs=lambda world: {
            "bucket": world.make("aws:s3/bucket:Bucket", {"bucket": "scripts"})["bucket"],
            "key": "script.zip",
            "contentBase64": base64.b64encode(b"PK\x03\x04\xff").decode(),
            "contentType": "application/zip",
        },
        outputs={"arn": "arn:aws:s3:::scripts/script.zip"},
        update={"contentBase64": base64.b64encode(b"PK\x03\x04\xfe").decode()},
        replaces={"key": "other.zip"},
        unobserved=frozenset({"contentBase64"}),
    ),
    Case(
        token=_TOKEN,
        inputs=lambda world: {
            "bucket": world.make("aws:s3/bucket:Bucket", {"bucket": "pages"})["bucket"],
            "key": "index.html",
            "content": "<h1>We will be back</h1>",
            "contentType": "text/html; charset=utf-8",
            "cacheControl": "max-age=60",
        },
        update={"content": "<h1>We are back</h1>", "cacheControl": "no-store"},
        unobserved=frozenset({"content"}),
    ),
)
