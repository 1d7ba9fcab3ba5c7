# AWS keys instead of a token: the same session for `aws` and the SDKs.
curl -sS "$BROKER/oauth/token" -u "shop:$SHOP_SECRET" \
  -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \
  -d subject_token_type=urn:ietf:params:oauth:token-type:access_token -d "subject_token=$ACCESS_TOKEN" \
  -d requested_token_type=urn:daypass:token-type:access-key
