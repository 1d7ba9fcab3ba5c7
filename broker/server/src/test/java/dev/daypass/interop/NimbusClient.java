package dev.daypass.interop;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.SAML2BearerGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.TypelessToken;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** An application that gets its tokens with Nimbus' OAuth 2.0 SDK. */
record NimbusClient(URI broker, ClientAuthentication authentication) {
    static final TokenTypeURI ACCESS_KEY = type("urn:daypass:token-type:access-key");

    /** The client {@code shop}, with its secret in the header. */
    static NimbusClient shop(URI broker) {
        return new NimbusClient(
                broker, new ClientSecretBasic(new ClientID("shop"), new Secret(ServedBroker.secret("shop"))));
    }

    /** The client {@code desk}, with its secret in the form. */
    static NimbusClient desk(URI broker) {
        return new NimbusClient(
                broker, new ClientSecretPost(new ClientID("desk"), new Secret(ServedBroker.secret("desk"))));
    }

    URI tokenEndpoint() {
        return broker.resolve("/oauth/token");
    }

    /** A request to be completed. */
    TokenRequest.Builder request(AuthorizationGrant grant) {
        return new TokenRequest.Builder(tokenEndpoint(), authentication, grant);
    }

    TokenResponse send(TokenRequest request) {
        try {
            return TokenResponse.parse(request.toHTTPRequest().send());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("not an answer as Nimbus reads it", e);
        }
    }

    /** What is granted; a refusal fails the test with its text. */
    AccessTokenResponse granted(TokenRequest request) {
        TokenResponse answer = send(request);
        if (!answer.indicatesSuccess()) {
            throw new AssertionError(answer.toErrorResponse().toJSONObject().toString());
        }
        return answer.toSuccessResponse();
    }

    AccessToken token(AuthorizationGrant grant) {
        return granted(request(grant).build()).getTokens().getAccessToken();
    }

    /** Why a grant is refused. */
    ErrorObject refused(AuthorizationGrant grant) {
        return send(request(grant).build()).toErrorResponse().getErrorObject();
    }

    /** A SAML Response as RFC 7522 takes it: base64url. */
    static SAML2BearerGrant bearer(String response) {
        byte[] xml = Base64.getMimeDecoder().decode(response);
        return new SAML2BearerGrant(Base64URL.encode(xml));
    }

    static TokenExchangeGrant exchange(String token, TokenTypeURI type) {
        return new TokenExchangeGrant(new TypelessToken(token), type);
    }

    static TokenExchangeGrant exchange(Token token, TokenTypeURI type, TokenTypeURI wanted) {
        return new TokenExchangeGrant(token, type, null, null, wanted, List.<Audience>of());
    }

    /** The AWS triple in an answer of type {@link #ACCESS_KEY}. */
    static AwsSessionCredentials accessKey(AccessTokenResponse answer) {
        return AwsSessionCredentials.create(
                credential(answer, "AccessKeyId"),
                credential(answer, "SecretAccessKey"),
                credential(answer, "SessionToken"));
    }

    static String credential(AccessTokenResponse answer, String name) {
        if (answer.getCustomParameters().get("credentials") instanceof Map<?, ?> credentials
                && credentials.get(name) instanceof String value) {
            return value;
        }
        throw new AssertionError("no " + name + " in the answer");
    }

    /** What a token says of itself. */
    static JWTClaimsSet claims(AccessToken token) {
        try {
            return SignedJWT.parse(token.getValue()).getJWTClaimsSet();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("not a JWT", e);
        }
    }

    private static TokenTypeURI type(String uri) {
        try {
            return TokenTypeURI.parse(uri);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
