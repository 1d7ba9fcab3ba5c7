package dev.daypass.bench.load;

import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The identity providers whose proofs are exchanged, and the configuration of a broker that takes them. */
final class Company implements AutoCloseable {
    private static final String ROLE = "arn:daypass:iam::111122223333:role/ReadOnly";
    static final String SITE = "bench.example.com";
    private static final String SECRET = "a-secret-of-the-bench-that-is-long-enough";
    private static final int GROUPS = 40;
    private static final int RULES = 1_000;

    private final HonestIdentityProvider provider;
    private final TokenIssuer issuer;
    private final Clock clock;

    Company() {
        clock = Clock.systemUTC();
        provider = new HonestIdentityProvider("https://idp.example.com", SamlKeys.rsa(), clock);
        issuer = TokenIssuer.start(clock, SigningKeys.RSA);
    }

    /** Writes what broker and library floor need into a directory. */
    void settle(Path directory, int brokerPort) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        for (String folder : List.of("apps", "providers", "roles", "rules")) {
            Files.createDirectories(config.resolve(folder));
        }
        Files.writeString(directory.resolve("idp.crt"), provider.keys().certificatePem());
        Files.writeString(directory.resolve("keys.json"), TokenIssuer.keySet(List.of(SigningKeys.RSA)));
        Files.writeString(config.resolve("idp.xml"), provider.metadata());
        Files.writeString(config.resolve("keys.json"), TokenIssuer.keySet(List.of(SigningKeys.RSA)));
        Files.writeString(config.resolve("daypass.yaml"), """
                issuer: http://127.0.0.1:%1$d
                listen: { host: 127.0.0.1, port: %1$d }
                store: memory
                trustedProxies: [127.0.0.1/32]
                forwardAuth: { %2$s: { audiences: ["https://%2$s"] } }
                accounts: { "111122223333": { alias: prod } }
                """.formatted(brokerPort, SITE));
        Files.writeString(config.resolve("load.secret"), SECRET);
        Files.writeString(config.resolve("apps/load.yaml"), """
                load:
                  type: oauth
                  authentication: { method: client_secret_post, secret: "${file:load.secret}" }
                  grants: [token-exchange]
                  providers: [corp, ci]
                  subjectTokenTypes: [saml2, jwt]
                  roles: [prod/ReadOnly]
                  audiences: [https://%s]
                """.formatted(SITE));
        Files.writeString(config.resolve("providers/all.yaml"), """
                corp:
                  type: saml
                  metadata: idp.xml
                  idpInitiated: true
                  attributes:
                    groups: attrs("http://schemas.microsoft.com/ws/2008/06/identity/claims/groups")
                    department: attr("department", "")
                ci:
                  type: jwt
                  issuer: %s
                  jwks: keys.json
                  audiences: [daypass]
                  attributes:
                    email: attr("email", "")
                    groups: attrs("groups")
                """.formatted(issuer.issuer()));
        Files.writeString(config.resolve("roles/prod.yaml"), """
                prod/ReadOnly:
                  trust:
                    - { Effect: Allow, Principal: { Federated: corp }, Action: "sts:AssumeRoleWithSAML", Condition: { StringEquals: { "saml:aud": "http://127.0.0.1:%d/saml/corp/acs" } } }
                    - { Effect: Allow, Principal: { Federated: ci }, Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringEquals: { "%s:aud": daypass, "user/email": alice@corp.example.com } } }
                  policies: [managed/ReadOnlyAccess]
                  inline: { web: { Version: "2012-10-17", Statement: [ { Effect: Allow, Action: "http:GET", Resource: "arn:daypass:http:::%s/*" } ] } }
                """.formatted(
                        brokerPort, issuer.issuer().substring("http://".length()), SITE));
        Files.writeString(config.resolve("rules/all.yaml"), rules());
    }

    /** A thousand rules over groups, of which two match. */
    private static String rules() {
        var rules = new StringBuilder();
        for (int i = 0; i < RULES; i++) {
            String group = i == 17 ? "CN=Group-17,OU=Groups,OU=Engineering,DC=corp,DC=example,DC=com" : "Other-" + i;
            rules.append("- name: rule-")
                    .append(i)
                    .append("\n  when: '\"")
                    .append(group)
                    .append("\" in user.groups'\n  roles: [prod/ReadOnly]\n");
        }
        rules.append(
                "- name: everybody\n  providers: [ci]\n  when: '\"Everybody\" in user.groups'\n  roles: [prod/ReadOnly]\n");
        return rules.toString();
    }

    /** Forms of AssumeRoleWithSAML, each with a Response of its own. */
    List<String> samlForms(int count, int brokerPort, ResponseSpec.Signed signed) {
        return responses(count, brokerPort, signed)
                .map(response -> "Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=" + encoded(ROLE)
                        + "&PrincipalArn=" + encoded("arn:daypass:iam::111122223333:saml-provider/corp")
                        + "&SAMLAssertion=" + encoded(response))
                .toList();
    }

    /** Forms of AssumeRoleWithWebIdentity, each with a token of its own. */
    List<String> tokenForms(int count) {
        return tokens(count)
                .map(token -> "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=load&RoleArn="
                        + encoded(ROLE) + "&WebIdentityToken=" + token)
                .toList();
    }

    /** Forms of a token exchange (RFC 8693) of Responses. */
    List<String> samlExchanges(int count, int brokerPort) {
        return responses(count, brokerPort, ResponseSpec.Signed.ASSERTION)
                .map(response -> exchange("saml2", encoded(response)))
                .toList();
    }

    /** Forms of a token exchange (RFC 8693) of JWTs. */
    List<String> tokenExchanges(int count) {
        return tokens(count).map(token -> exchange("jwt", token)).toList();
    }

    private static String exchange(String type, String token) {
        return "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange")
                + "&client_id=load&client_secret="
                + SECRET + "&resource=" + encoded(ROLE) + "&subject_token_type="
                + encoded("urn:ietf:params:oauth:token-type:" + type) + "&subject_token=" + token;
    }

    private Stream<String> responses(int count, int brokerPort, ResponseSpec.Signed signed) {
        ResponseSpec spec = ResponseSpec.to("http://127.0.0.1:" + brokerPort, "corp")
                .groups(GROUPS)
                .attribute("department", "R&D Platform")
                .attribute("mail", "alice@corp.example.com")
                .signed(signed);
        return IntStream.range(0, count).parallel().mapToObj(number -> provider.response(spec));
    }

    private Stream<String> tokens(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> issuer.sign(issuer.token()
                        .claim(
                                "exp",
                                clock.instant().plus(Duration.ofMinutes(50)).getEpochSecond())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        issuer.close();
    }
}
