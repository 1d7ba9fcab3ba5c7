package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import tools.jackson.databind.JsonNode;

/** One SAML login, the AWS face and the OAuth face: the same session either way, one decision, one use of a Response. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SeveralFacesIT {
    private static final String ROLE = "arn:daypass:iam::111122223333:role/ReadOnly";
    private static final String SESSION = "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com";
    private static final List<String> DECISION =
            List.of("action", "caller", "role", "provider", "subject", "sessionName", "rules", "statements", "tags");

    private final Peers peers;
    private final NimbusClient desk;
    private final AwsSdk aws;
    private final AuditTrail audit;

    SeveralFacesIT(Peers peers) {
        this.peers = peers;
        this.desk = NimbusClient.desk(peers.broker().endpoint());
        this.aws = new AwsSdk(peers.broker().endpoint());
        this.audit = new AuditTrail(peers.broker().endpoint());
    }

    @Test
    void sameLoginIsTheSameSessionOnBothFacesByTheSameDecision() throws ParseException {
        Credentials keys = assume(peers.response());
        AwsSessionCredentials session = AwsSdk.session(keys);
        JWTClaimsSet token = NimbusClient.claims(desk.token(NimbusClient.bearer(peers.response())));

        assertEquals(SESSION, aws.whoAmI(session));
        assertEquals(SESSION, token.getSubject());
        assertEquals(ROLE, token.getClaim("role"));
        assertEquals(Map.of("department", "R&D Platform"), tags(session));
        assertEquals(tags(session), token.getClaim("tags"));

        JsonNode bySts = decision(keys.accessKeyId());
        JsonNode byOAuth = decision(token.getStringClaim("sid"));
        for (String fact : DECISION) {
            assertFalse(bySts.get("facts").get(fact).isEmpty(), () -> fact + " of " + bySts);
            assertEquals(bySts.get("facts").get(fact), byOAuth.get("facts").get(fact), fact);
        }
        assertEquals(lasting(bySts), lasting(byOAuth));
        assertEquals(keys.expiration(), expiry(bySts));
        assertEquals(token.getExpirationTime().toInstant(), expiry(byOAuth));
    }

    @Test
    void oneResponseGivesATokenAndOfItAwsKeys() throws ParseException {
        NimbusClient shop = NimbusClient.shop(peers.broker().endpoint());
        AccessToken token = shop.token(NimbusClient.bearer(peers.response()));
        AccessTokenResponse answer = shop.granted(
                shop.request(NimbusClient.exchange(token, TokenTypeURI.ACCESS_TOKEN, NimbusClient.ACCESS_KEY))
                        .build());
        AwsSessionCredentials keys = NimbusClient.accessKey(answer);
        JWTClaimsSet claims = NimbusClient.claims(token);

        assertEquals(claims.getSubject(), aws.whoAmI(keys));
        assertEquals(claims.getClaim("tags"), tags(keys));
        assertEquals(
                claims.getExpirationTime().toInstant(), Instant.parse(NimbusClient.credential(answer, "Expiration")));
        JsonNode narrowing = audit.entries(entry -> fact(entry, "session").equals(keys.accessKeyId()))
                .get(0);
        assertEquals(ROLE, fact(narrowing, "role"));
    }

    @Test
    void responseSpentForKeysGivesNoToken() {
        String response = peers.response();
        assume(response);
        assertEquals(
                "invalid_grant", desk.refused(NimbusClient.bearer(response)).getCode());
        assertEquals(
                "invalid_request",
                desk.refused(NimbusClient.exchange(response, TokenTypeURI.SAML2))
                        .getCode());
        assertReplaysTold(2);
    }

    @Test
    void responseSpentForATokenGivesNoKeys() {
        for (var grant : List.of("bearer", "exchange")) {
            String response = peers.response();
            desk.token(
                    grant.equals("bearer")
                            ? NimbusClient.bearer(response)
                            : NimbusClient.exchange(response, TokenTypeURI.SAML2));
            assertThrows(InvalidIdentityTokenException.class, () -> assume(response));
            assertReplaysTold(1);
        }
    }

    private Credentials assume(String response) {
        try (StsClient anyone = aws.anyone()) {
            return anyone.assumeRoleWithSAML(ask -> ask.roleArn(ROLE)
                            .principalArn("arn:daypass:iam::111122223333:saml-provider/corp")
                            .samlAssertion(response))
                    .credentials();
        }
    }

    /** The tags of a session, as it can have them signed. */
    private Object tags(AwsSessionCredentials session) throws ParseException {
        try (StsClient client = aws.holding(session)) {
            String token = client.getWebIdentityToken(ask -> ask.audience("https://api.example.com")
                            .signingAlgorithm("ES384")
                            .durationSeconds(60))
                    .webIdentityToken();
            return SignedJWT.parse(token).getJWTClaimsSet().getClaim("principal_tags");
        }
    }

    private JsonNode decision(String session) {
        List<JsonNode> found =
                audit.entries(entry -> entry.get("kind").stringValue().equals("ASSUME_ROLE")
                        && fact(entry, "session").equals(session));
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    /** The newest entries are the refusals, each saying why. */
    private void assertReplaysTold(int times) {
        List<JsonNode> told =
                audit.entries(entry -> entry.get("kind").stringValue().equals("SIGN_IN"));
        for (JsonNode refusal : told.subList(told.size() - times, told.size())) {
            assertEquals("PROOF_REPLAYED", refusal.get("reason").stringValue(), refusal::toString);
        }
    }

    private static String fact(JsonNode entry, String name) {
        JsonNode values = entry.get("facts").path(name);
        return values.isEmpty() ? "" : values.get(0).stringValue();
    }

    private static Instant expiry(JsonNode entry) {
        return Instant.parse(fact(entry, "expiresAt"));
    }

    /** In seconds, for a session ends at a full one. */
    private static long lasting(JsonNode entry) {
        Instant from = Instant.parse(entry.get("at").stringValue()).truncatedTo(ChronoUnit.SECONDS);
        return Duration.between(from, expiry(entry)).toSeconds();
    }
}
