package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.TypelessToken;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications with Nimbus' OAuth 2.0 SDK bring the proofs of real identity providers, and go on with tokens and keys. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NimbusClientIT {
    private static final String ROLE = "arn:daypass:iam::111122223333:role/";

    private final Peers peers;
    private final NimbusClient shop;
    private final AwsSdk aws;

    NimbusClientIT(Peers peers) {
        this.peers = peers;
        this.shop = NimbusClient.shop(peers.broker().endpoint());
        this.aws = new AwsSdk(peers.broker().endpoint());
    }

    @Test
    void metadataIsReadAsTheStandardSays() throws Exception {
        var metadata =
                AuthorizationServerMetadata.resolve(new Issuer(peers.broker().endpoint()));
        assertEquals(shop.tokenEndpoint(), metadata.getTokenEndpointURI());
        assertTrue(metadata.supportsTLSClientCertificateBoundAccessTokens());
        assertTrue(metadata.getDPoPJWSAlgs().contains(JWSAlgorithm.ES256));
    }

    @Test
    void samlBearerGivesATokenOnce() {
        String response = peers.response();
        AccessToken token = shop.token(NimbusClient.bearer(response));
        assertEquals(ROLE + "ReadOnly", NimbusClient.claims(token).getClaim("role"));
        assertEquals("alice@corp.example.com", NimbusClient.claims(token).getClaim("session_name"));
        assertEquals(
                "invalid_grant", shop.refused(NimbusClient.bearer(response)).getCode());
    }

    @Test
    void samlResponseIsExchangedForATokenOnce() {
        String response = peers.response();
        AccessToken token = shop.token(NimbusClient.exchange(response, TokenTypeURI.SAML2));
        assertEquals(TokenTypeURI.ACCESS_TOKEN, token.getIssuedTokenType());
        assertEquals(
                Map.of("department", "R&D Platform"), NimbusClient.claims(token).getClaim("tags"));
        assertEquals(
                "invalid_request",
                shop.refused(NimbusClient.exchange(response, TokenTypeURI.SAML2))
                        .getCode());
    }

    @Test
    void whoNoRuleGrantsGetsNoToken() {
        String bobs = peers.saml().response("bob", "battery-staple");
        assertEquals("invalid_target", shop.refused(NimbusClient.bearer(bobs)).getCode());
    }

    @Test
    void jwtBearerGivesATokenToWhomTheRuleGrants() {
        AccessToken token = shop.token(new JWTBearerGrant(peers.jobToken("corp/webshop")));
        assertEquals(ROLE + "Deployer", NimbusClient.claims(token).getClaim("role"));
        assertEquals(
                "invalid_target",
                shop.refused(new JWTBearerGrant(peers.jobToken("corp/other"))).getCode());
    }

    @Test
    void accessKeyWorksInTheAwsSdkAtOnce() {
        AccessTokenResponse answer = shop.granted(shop.request(NimbusClient.exchange(
                        new TypelessToken(peers.response()), TokenTypeURI.SAML2, NimbusClient.ACCESS_KEY))
                .resource(URI.create(ROLE + "ReadOnly"))
                .build());
        assertEquals("N_A", answer.getTokens().getAccessToken().getType().getValue());
        assertEquals(
                NimbusClient.ACCESS_KEY, answer.getTokens().getAccessToken().getIssuedTokenType());
        assertEquals(
                "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com",
                aws.whoAmI(NimbusClient.accessKey(answer)));
    }

    @Test
    void refreshTokenOfASamlLoginRotates() {
        var first =
                shop.granted(shop.request(NimbusClient.bearer(peers.response())).build());
        var next = shop.granted(
                shop.request(new RefreshTokenGrant(first.getTokens().getRefreshToken()))
                        .build());
        assertNotEquals(first.getTokens().getRefreshToken(), next.getTokens().getRefreshToken());
        assertEquals(
                ROLE + "ReadOnly",
                NimbusClient.claims(next.getTokens().getAccessToken()).getClaim("role"));
    }
}
