package dev.daypass.server.portal;

import dev.daypass.core.session.Credentials;
import dev.daypass.server.portal.view.Taken.Snippet;
import java.util.List;

/**
 * Credentials in the forms in which they are used. Ids, secrets and tokens are base64 of either alphabet, and an issuer is
 * a URL that configuration has checked, so that nothing in them ends a quotation.
 */
final class Snippets {
    private Snippets() {}

    /**
     * All forms.
     *
     * @param issuer where the STS answers
     * @param profile what a profile is called
     */
    static List<Snippet> of(Credentials credentials, String issuer, String profile) {
        String id = credentials.accessKeyId();
        String secret = credentials.secretAccessKey().reveal();
        String token = credentials.sessionToken().reveal();
        return List.of(
                new Snippet(
                        "shell",
                        "export AWS_ACCESS_KEY_ID='" + id + "'\n"
                                + "export AWS_SECRET_ACCESS_KEY='" + secret + "'\n"
                                + "export AWS_SESSION_TOKEN='" + token + "'\n"
                                + "export AWS_ENDPOINT_URL_STS='" + issuer + "'"),
                new Snippet(
                        "powershell",
                        "$Env:AWS_ACCESS_KEY_ID = '" + id + "'\n"
                                + "$Env:AWS_SECRET_ACCESS_KEY = '" + secret + "'\n"
                                + "$Env:AWS_SESSION_TOKEN = '" + token + "'\n"
                                + "$Env:AWS_ENDPOINT_URL_STS = '" + issuer + "'"),
                new Snippet(
                        "profile",
                        "[" + profile + "]\n"
                                + "aws_access_key_id = " + id + "\n"
                                + "aws_secret_access_key = " + secret + "\n"
                                + "aws_session_token = " + token),
                new Snippet(
                        "json",
                        "{\"Version\":1,\"AccessKeyId\":\"" + id + "\",\"SecretAccessKey\":\"" + secret
                                + "\",\"SessionToken\":\"" + token + "\",\"Expiration\":\""
                                + credentials.expiresAt() + "\"}"));
    }
}
