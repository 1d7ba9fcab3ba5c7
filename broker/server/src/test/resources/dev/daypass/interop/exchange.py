"""What a program with boto3 does: endpoint, file of a SAML Response, file of an ID token; keys from the environment."""
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config

endpoint, response, token = sys.argv[1], open(sys.argv[2]).read(), open(sys.argv[3]).read()
ROLE = "arn:daypass:iam::111122223333:role/"


def sts(**more):
    return boto3.client("sts", endpoint_url=endpoint, region_name="eu-central-1", **more)


def who(answer):
    keys = answer["Credentials"]
    session = sts(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    return session.get_caller_identity()["Arn"]


anyone = sts(config=Config(signature_version=UNSIGNED))
saml = anyone.assume_role_with_saml(
    RoleArn=ROLE + "ReadOnly",
    PrincipalArn="arn:daypass:iam::111122223333:saml-provider/corp",
    SAMLAssertion=response,
)
print("saml:", who(saml))
print("web identity:", who(anyone.assume_role_with_web_identity(
    RoleArn=ROLE + "ReadOnly", RoleSessionName="boto", WebIdentityToken=token)))
print("keys:", who(sts().assume_role(RoleArn=ROLE + "Operator", RoleSessionName="boto")))
