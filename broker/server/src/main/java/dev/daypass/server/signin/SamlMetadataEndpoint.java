package dev.daypass.server.signin;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.EntityTag;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Our metadata towards each SAML provider at {@code /saml/{provider}/metadata}, which is also our entity id there (SAML
 * Metadata 4.1.1). A provider that is unknown, disabled or speaks no SAML is one and the same 404. Safe for several
 * threads.
 */
public final class SamlMetadataEndpoint implements Endpoint {
    private static final String TEMPLATE = "/saml/{provider}/metadata";
    private static final String CONTENT_TYPE = "application/samlmetadata+xml";
    /** Short, so that a new key is known soon; providers that ask less often go by their own clock. */
    private static final String CACHING = "public, max-age=300";

    /** One document a provider: writing one may take a signature, which no caller shall cost us twice. */
    private final Map<ProviderId, Written> written = new ConcurrentHashMap<>();

    private final ServiceProviderMetadata metadata;
    private final JsonProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param protocol tells that there is nothing
     * @param snapshots the configuration in force, read once a request
     */
    public SamlMetadataEndpoint(ServiceProviderMetadata metadata, JsonProtocol protocol, Supplier<Snapshot> snapshots) {
        this.metadata = metadata;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", TEMPLATE, protocol, Route.Size.NONE, Route.Access.OPEN, this),
                new Route("HEAD", TEMPLATE, protocol, Route.Size.NONE, Route.Access.OPEN, this));
    }

    @Override
    public Answer answer(Request request) {
        Snapshot snapshot = snapshots.get();
        var id = new ProviderId(request.variable("provider"));
        Optional<SamlSettings> settings = settings(snapshot, id);
        if (settings.isEmpty()) {
            return protocol.fault(HttpFault.NOT_FOUND, request.origin().correlationId());
        }
        Written document = document(snapshot.issuer(), id, settings.get());
        return document.tag()
                .answer(request.headers(), Answer.ok(CONTENT_TYPE, document.body()))
                .with("Cache-Control", CACHING)
                // The name holds what a provider's name may hold: letters, digits, dots and hyphens.
                .with("Content-Disposition", "attachment; filename=\"" + id.name() + "-service-provider.xml\"");
    }

    private static Optional<SamlSettings> settings(Snapshot snapshot, ProviderId id) {
        return snapshot.provider(id)
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .map(Provider::settings)
                .filter(SamlSettings.class::isInstance)
                .map(SamlSettings.class::cast);
    }

    private Written document(String issuer, ProviderId id, SamlSettings settings) {
        return written.compute(
                id,
                (key, known) -> known != null && known.serves(issuer, settings) ? known : write(issuer, id, settings));
    }

    private Written write(String issuer, ProviderId id, SamlSettings settings) {
        Body body = Body.of(metadata.write(issuer, id, settings));
        return new Written(issuer, settings, body, EntityTag.of(body));
    }

    /** A document and what it was written for. */
    private record Written(String issuer, SamlSettings settings, Body body, EntityTag tag) {
        private boolean serves(String otherIssuer, SamlSettings others) {
            return issuer.equals(otherIssuer) && settings.equals(others);
        }
    }
}
