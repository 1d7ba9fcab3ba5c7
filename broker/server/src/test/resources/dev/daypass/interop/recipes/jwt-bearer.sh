# A CI job's JWT for an access token.
curl -sS "$BROKER/oauth/token" -u "shop:$SHOP_SECRET" \
  -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer --data-urlencode "assertion=$JOB_TOKEN"
