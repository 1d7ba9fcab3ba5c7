# What is a token worth now?
curl -sS "$BROKER/oauth/introspect" -u "shop:$SHOP_SECRET" -d "token=$ACCESS_TOKEN"
