# A lesser token of one's own: by scope (policies by name), or by a policy.
curl -sS "$BROKER/oauth/token" -u "shop:$SHOP_SECRET" \
  -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \
  -d subject_token_type=urn:ietf:params:oauth:token-type:access_token -d "subject_token=$ACCESS_TOKEN" \
  -d scope=ReadFinance --data-urlencode 'authorization_details=[{"type":"iam_policy","policy":{
    "Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"reports:Get","Resource":"arn:daypass:reports:::finance/q1"}]}}]'
