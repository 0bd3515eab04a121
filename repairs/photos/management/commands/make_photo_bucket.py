from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Makes the bucket of PHOTOS_S3_BUCKET, where it is not there yet. Nobody but the service may read it."

    def handle(self, *args: Any, **options: Any) -> None:
        store: Any = default_storage
        name = getattr(store, "bucket_name", None)
        if not name:
            raise CommandError("Photos are kept in a folder. Set PHOTOS_S3_BUCKET to keep them in a bucket.")
        client = store.connection.meta.client
        if name in {bucket["Name"] for bucket in client.list_buckets()["Buckets"]}:
            self.stdout.write(f"The bucket {name} is there.")
            return
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": store.region_name})
        self.stdout.write(f"Made the bucket {name}.")
