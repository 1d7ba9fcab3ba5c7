package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A provider's discovery document, of which only the issuer has been checked (OpenID Connect Discovery 4.3). Every address
 * in it is judged before it is used: https, no file, and not into our own net.
 */
final class DiscoveryDocument {
    private final URI address;
    private final Node.Mapping members;

    private DiscoveryDocument(URI address, Node.Mapping members) {
        this.address = address;
        this.members = members;
    }

    /** The document, if its issuer is exactly the one that was asked. */
    static Outcome<DiscoveryDocument> read(URI address, String text, String issuer) {
        Optional<Node.Mapping> members = new JsonTree()
                .read("discovery", text)
                .value()
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
        if (members.isEmpty()) {
            return notReady(address + " is no JSON object");
        }
        var document = new DiscoveryDocument(address, members.get());
        Optional<String> named = document.text("issuer");
        return named.filter(issuer::equals).isPresent()
                ? Outcome.granted(document)
                : notReady(address + " names another issuer: " + AuditText.quote(named.orElse("none")));
    }

    /** Where the key set is. */
    Outcome<URI> keySet() {
        Optional<URI> jwks = text("jwks_uri").flatMap(KeyAddresses::parse);
        if (jwks.isEmpty()) {
            return notReady(address + " has no `jwks_uri`");
        }
        return KeyAddresses.linkProblem(address, jwks.get())
                .<Outcome<URI>>map(problem -> notReady("`jwks_uri` of " + address + " " + problem))
                .orElseGet(() -> Outcome.granted(jwks.get()));
    }

    /** The endpoints that may be used; one at a forbidden address is as good as none. */
    OpenIdEndpoints endpoints() {
        List<String> methods = texts("token_endpoint_auth_methods_supported");
        boolean inTheForm = methods.contains("client_secret_post") && !methods.contains("client_secret_basic");
        return new OpenIdEndpoints(
                endpoint("authorization_endpoint"),
                endpoint("token_endpoint"),
                endpoint("pushed_authorization_request_endpoint"),
                endpoint("userinfo_endpoint"),
                endpoint("end_session_endpoint"),
                isTrue("authorization_response_iss_parameter_supported")
                        ? OpenIdEndpoints.Answers.NAME_THE_ISSUER
                        : OpenIdEndpoints.Answers.MAY_NAME_THE_ISSUER,
                inTheForm ? OpenIdEndpoints.Secrets.IN_THE_FORM : OpenIdEndpoints.Secrets.IN_THE_HEADER);
    }

    private Optional<URI> endpoint(String name) {
        return text(name).flatMap(KeyAddresses::parse).filter(to -> KeyAddresses.linkProblem(address, to)
                .isEmpty());
    }

    private boolean isTrue(String name) {
        return scalar(name, Node.ScalarType.BOOLEAN).filter("true"::equals).isPresent();
    }

    private Optional<String> text(String name) {
        return scalar(name, Node.ScalarType.TEXT);
    }

    private Optional<String> scalar(String name, Node.ScalarType type) {
        return members.get(name)
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .filter(scalar -> scalar.type() == type)
                .map(Node.Scalar::text);
    }

    private List<String> texts(String name) {
        return members.get(name).filter(Node.Sequence.class::isInstance).stream()
                .flatMap(list -> ((Node.Sequence) list).items().stream())
                .filter(Node.Scalar.class::isInstance)
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }

    private static <T> Outcome<T> notReady(String why) {
        return TokenRefusals.refused(Reason.PROVIDER_NOT_READY, why);
    }
}
