"""What programs with Authlib do: endpoint, the secret of client `reports`, an ID token and the secret of client `shop`."""
import json
import sys

from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt

broker, reports_secret, id_token, shop_secret = sys.argv[1:]
TYPE = "urn:ietf:params:oauth:token-type:"

service = OAuth2Session("reports", reports_secret, token_endpoint_auth_method="client_secret_basic")
metadata = service.get(broker + "/.well-known/oauth-authorization-server", withhold_token=True).json()
token = service.fetch_token(metadata["token_endpoint"], grant_type="client_credentials")
keys = JsonWebKey.import_key_set(service.get(metadata["jwks_uri"], withhold_token=True).json())
claims = jwt.decode(token["access_token"], keys, claims_options={"iss": {"essential": True, "value": broker}})
claims.validate()
print("service:", claims["sub"])

answer = service.introspect_token(metadata["introspection_endpoint"], token=token["access_token"])
print("active:", answer.json()["active"])
question = {"action": {"name": "reports:Put"}, "resource": {"type": "arn", "id": "arn:daypass:reports:::finance/q1"}}
print("may put:", service.post(broker + "/access/v1/evaluation", json=question).json()["decision"])
service.revoke_token(metadata["revocation_endpoint"], token=token["access_token"])
answer = service.introspect_token(metadata["introspection_endpoint"], token=token["access_token"])
print("after revocation:", answer.json()["active"])

shop = OAuth2Session("shop", shop_secret, token_endpoint_auth_method="client_secret_basic")
first = shop.fetch_token(
    metadata["token_endpoint"], grant_type="urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token=id_token, subject_token_type=TYPE + "id_token", resource="arn:daypass:iam::111122223333:role/ReadOnly")
print("exchanged:", first["issued_token_type"])
second = shop.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])
print("refreshed:", second["refresh_token"] != first["refresh_token"])
