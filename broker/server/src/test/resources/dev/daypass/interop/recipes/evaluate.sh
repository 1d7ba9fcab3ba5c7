# May its holder do that?
curl -sS "$BROKER/access/v1/evaluation" -H "Authorization: Bearer $ACCESS_TOKEN" -H 'Content-Type: application/json' \
  -d '{"action":{"name":"reports:Get"},"resource":{"type":"arn","id":"arn:daypass:reports:::finance/q1"}}'
