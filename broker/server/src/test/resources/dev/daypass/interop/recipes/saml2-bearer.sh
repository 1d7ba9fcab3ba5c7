# A SAML Response (base64, as the browser posts it) for an access token.
curl -sS "$BROKER/oauth/token" -u "shop:$SHOP_SECRET" \
  -d grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer --data-urlencode "assertion=$RESPONSE"
