#!/bin/sh
# Makes the bucket and the application's own key in the S3 store: one that reads and writes, and neither deletes nor lifts a lock. Can be
# repeated. Object lock can be had only when a bucket is made, so a bucket without it is refused rather than used.
set -eu
export MC_CONFIG_DIR=/tmp/mc
secret() { cat "/run/secrets/$1"; }

mc --quiet alias set store http://store:9000 "$(secret STORE_ROOT_USER)" "$(secret STORE_ROOT_PASSWORD)" >/dev/null
mc mb --with-lock --ignore-existing "store/$S3_BUCKET"
mc retention set --default governance "${OBJECT_LOCK_DAYS}d" "store/$S3_BUCKET" || {
  echo "store/$S3_BUCKET was made without object lock: take another S3_BUCKET, or move its objects into one made with lock" >&2
  exit 1
}

cat >/tmp/policy.json <<JSON
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration"],
      "Resource": ["arn:aws:s3:::$S3_BUCKET"]
    },
    {
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject", "s3:GetObjectRetention", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      "Resource": ["arn:aws:s3:::$S3_BUCKET/*"]
    }
  ]
}
JSON
mc admin policy create store kuaichu /tmp/policy.json
mc admin user add store "$(secret S3_ACCESS_KEY)" "$(secret S3_SECRET_KEY)"
answer=$(mc admin policy attach store kuaichu --user "$(secret S3_ACCESS_KEY)" 2>&1) || case $answer in
  *'already in effect'*) ;;
  *)
    echo "$answer" >&2
    exit 1
    ;;
esac
