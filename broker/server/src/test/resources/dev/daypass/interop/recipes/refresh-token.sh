# The next token; the answer has the next refresh token.
curl -sS "$BROKER/oauth/token" -u "shop:$SHOP_SECRET" \
  -d grant_type=refresh_token -d "refresh_token=$REFRESH_TOKEN"
