package dev.daypass.server.portal;

import dev.daypass.core.session.Credentials;
import dev.daypass.server.portal.view.Taken.Form;
import dev.daypass.server.portal.view.Taken.Snippet;
import java.util.List;

/**
 * Credentials in the forms in which they are used. Ids, secrets and tokens are base64 of either alphabet, names are those
 * of accounts and roles, and an issuer is a URL that configuration has checked, so that nothing in them ends a quotation.
 */
final class Snippets {
    private final String id;
    private final String secret;
    private final String token;
    private final String expiration;
    private final String issuer;

    /**
     * @param issuer where the STS answers
     */
    Snippets(Credentials credentials, String issuer) {
        this.id = credentials.accessKeyId();
        this.secret = credentials.secretAccessKey().reveal();
        this.token = credentials.sessionToken().reveal();
        this.expiration = credentials.expiresAt().toString();
        this.issuer = issuer;
    }

    /**
     * Where the session is of.
     *
     * @param account its id
     * @param role its name
     * @param profile what a profile is called
     */
    record Place(String account, String role, String profile) {}

    /** All forms, best first: what renews itself, then what is pasted. */
    List<Form> of(Place place) {
        return List.of(
                new Form("profile", List.of(new Snippet("sso", sso(place), false))),
                new Form(
                        "shell",
                        List.of(
                                new Snippet("bash", exports("export ", "='", "'"), true),
                                new Snippet("powershell", exports("$Env:", " = '", "'"), true),
                                new Snippet("fish", exports("set -gx ", " '", "'"), true))),
                new Form(
                        "file",
                        List.of(
                                new Snippet("process", process(place), false),
                                new Snippet("credentials", file(place), true))),
                new Form("json", List.of(new Snippet("json", json(), true))),
                new Form("curl", List.of(new Snippet("curl", curl(), true))));
    }

    /** Profile and session as AWS tools read them from {@code ~/.aws/config}; they fetch and renew by themselves. */
    private String sso(Place place) {
        return "[profile " + place.profile() + "]\n"
                + "sso_session = daypass\n"
                + "sso_account_id = " + place.account() + "\n"
                + "sso_role_name = " + place.role() + "\n"
                + "services = daypass\n"
                + "region = eu-west-1\n"
                + "[sso-session daypass]\n"
                + "sso_start_url = " + issuer + "/start\n"
                + "sso_region = eu-west-1\n"
                + "sso_registration_scopes = sso:account:access\n"
                + "[services daypass]\n"
                + "sso =\n  endpoint_url = " + issuer + "/aws/sso\n"
                + "sso_oidc =\n  endpoint_url = " + issuer + "/aws/oidc\n"
                + "sts =\n  endpoint_url = " + issuer + "/aws/sts";
    }

    private static String process(Place place) {
        return "[profile " + place.profile() + "]\ncredential_process = daypass credentials --profile "
                + place.profile();
    }

    private String exports(String before, String between, String after) {
        return before + "AWS_ACCESS_KEY_ID" + between + id + after + "\n"
                + before + "AWS_SECRET_ACCESS_KEY" + between + secret + after + "\n"
                + before + "AWS_SESSION_TOKEN" + between + token + after + "\n"
                + before + "AWS_CREDENTIAL_EXPIRATION" + between + expiration + after + "\n"
                + before + "AWS_ENDPOINT_URL_STS" + between + issuer + after;
    }

    private String file(Place place) {
        return "[" + place.profile() + "]\n"
                + "aws_access_key_id = " + id + "\n"
                + "aws_secret_access_key = " + secret + "\n"
                + "aws_session_token = " + token;
    }

    private String json() {
        return "{\"Version\":1,\"AccessKeyId\":\"" + id + "\",\"SecretAccessKey\":\"" + secret
                + "\",\"SessionToken\":\"" + token + "\",\"Expiration\":\"" + expiration + "\"}";
    }

    /** Signs with AWS Signature Version 4, as curl 7.75 and later do. */
    private String curl() {
        return "curl '" + issuer + "/sts' --aws-sigv4 'aws:amz:us-east-1:sts' \\\n"
                + "  --user '" + id + ":" + secret + "' \\\n"
                + "  -H 'x-amz-security-token: " + token + "' \\\n"
                + "  -d 'Action=GetCallerIdentity&Version=2011-06-15'";
    }
}
