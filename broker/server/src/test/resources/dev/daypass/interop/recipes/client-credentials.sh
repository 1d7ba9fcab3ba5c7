# A service, for itself.
curl -sS "$BROKER/oauth/token" -u "reports:$REPORTS_SECRET" -d grant_type=client_credentials
