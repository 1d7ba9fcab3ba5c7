# An ID token for an access token of a role, for one API.
curl -sS "$BROKER/oauth/token" -u "shop:$SHOP_SECRET" \
  -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \
  -d subject_token_type=urn:ietf:params:oauth:token-type:id_token --data-urlencode "subject_token=$ID_TOKEN" \
  -d resource=arn:daypass:iam::111122223333:role/ReadOnly -d audience=https://api.example.com
