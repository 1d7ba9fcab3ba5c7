package dev.daypass.server.oauth.published;

import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.EntityTag;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.oauth.DeviceAuthorizationEndpoint;
import dev.daypass.server.oauth.TerminalGrants;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the authorization server can do (RFC 8414), and the same for those who only look where OpenID providers tell it
 * (OpenID Connect Discovery 1.0). It names what is there and nothing else: no ID token.
 */
public final class MetadataEndpoint implements Endpoint {
    private static final String CACHING = "public, max-age=300";
    /** Proofs that clients make (DPoP, private_key_jwt): asymmetric ones only. */
    private static final List<String> CLIENT_ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "EdDSA", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

    private static final List<String> PATHS =
            List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration");

    private final JsonText json;
    private final Protocol protocol;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public MetadataEndpoint(JsonText json, Protocol protocol, Supplier<Snapshot> snapshots) {
        this.json = json;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    /** Its routes. */
    public List<Route> routes() {
        return PATHS.stream()
                .map(path -> new Route("GET", path, protocol, Route.Size.NONE, Route.Access.OPEN, this))
                .toList();
    }

    @Override
    public Answer answer(Request request) {
        Body body = json.write(metadata(snapshots.get().issuer()));
        return EntityTag.of(body)
                .answer(request.headers(), Answer.ok(JsonText.CONTENT_TYPE, body))
                .with("Cache-Control", CACHING);
    }

    private static Map<String, Object> metadata(String issuer) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("jwks_uri", issuer + "/oauth/jwks");
        metadata.put("token_endpoint", issuer + "/oauth/token");
        metadata.put("introspection_endpoint", issuer + "/oauth/introspect");
        metadata.put("revocation_endpoint", issuer + "/oauth/revoke");
        metadata.put("authorization_endpoint", issuer + "/oauth/authorize");
        metadata.put("device_authorization_endpoint", issuer + DeviceAuthorizationEndpoint.PATH);
        metadata.put("grant_types_supported", grants());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("request_parameter_supported", false);
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", ours());
        for (String endpoint : List.of("token", "introspection", "revocation")) {
            metadata.put(endpoint + "_endpoint_auth_methods_supported", methods());
            metadata.put(endpoint + "_endpoint_auth_signing_alg_values_supported", CLIENT_ALGORITHMS);
        }
        metadata.put("introspection_signing_alg_values_supported", ours());
        metadata.put("authorization_details_types_supported", List.of("iam_policy"));
        metadata.put("dpop_signing_alg_values_supported", CLIENT_ALGORITHMS);
        metadata.put("tls_client_certificate_bound_access_tokens", true);
        metadata.put("daypass_revocations_endpoint", issuer + "/oauth/revocations");
        return metadata;
    }

    private static List<String> grants() {
        return Stream.concat(
                        Arrays.stream(GrantType.values()).map(GrantType::wireName),
                        Stream.of(TerminalGrants.CODE, TerminalGrants.DEVICE))
                .toList();
    }

    private static List<String> methods() {
        return Arrays.stream(ClientAuthentication.Method.values())
                .map(ClientAuthentication.Method::word)
                .toList();
    }

    private static List<String> ours() {
        return Arrays.stream(SigningAlgorithm.values())
                .map(SigningAlgorithm::joseName)
                .toList();
    }
}
