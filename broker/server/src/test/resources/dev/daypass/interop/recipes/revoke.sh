# Ends the session behind a token, everywhere and at once.
curl -sS "$BROKER/oauth/revoke" -u "shop:$SHOP_SECRET" -d "token=$ACCESS_TOKEN"
