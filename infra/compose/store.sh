#!/bin/sh
# Makes the bucket and the application's own key in the S3 store. That key deletes unacknowledged uploads and what the record says was erased,
# which the lock of each object still bounds; never a sealed root. It changes no rule of the bucket. Can be repeated. Object lock can be had only when a bucket is made; how long an original is locked, the application says with
# each (S3_RETENTION_DAYS), and when it starts it says in its log whether the lock is on.
set -eu
export MC_CONFIG_DIR=/tmp/mc
secret() { cat "/run/secrets/$1"; }

mc --quiet alias set store http://store:9000 "$(secret STORE_ROOT_USER)" "$(secret STORE_ROOT_PASSWORD)" >/dev/null
mc mb --with-lock --ignore-existing "store/$S3_BUCKET"

# The rule that the application would make itself (api/adapters/objects/s3/check.ts).
mc ilm rule import "store/$S3_BUCKET" <<JSON
{
  "Rules": [
    {
      "ID": "kuaichu-unacknowledged-uploads",
      "Status": "Enabled",
      "Filter": { "Prefix": "uploads/" },
      "Expiration": { "Days": 2 },
      "NoncurrentVersionExpiration": { "NoncurrentDays": 1 }
    }
  ]
}
JSON

cat >/tmp/policy.json <<JSON
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "s3:GetBucketLocation",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:ListBucketMultipartUploads",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetLifecycleConfiguration"
      ],
      "Resource": ["arn:aws:s3:::$S3_BUCKET"]
    },
    {
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:PutObject",
        "s3:PutObjectRetention",
        "s3:GetObjectRetention",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts"
      ],
      "Resource": ["arn:aws:s3:::$S3_BUCKET/*"]
    },
    {
      "Effect": "Allow",
      "Action": ["s3:DeleteObject"],
      "Resource": ["arn:aws:s3:::$S3_BUCKET/uploads/*"]
    },
    {
      "Effect": "Allow",
      "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      "Resource": [
        "arn:aws:s3:::$S3_BUCKET/evidence/*",
        "arn:aws:s3:::$S3_BUCKET/documents/*",
        "arn:aws:s3:::$S3_BUCKET/derivatives/*"
      ]
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
