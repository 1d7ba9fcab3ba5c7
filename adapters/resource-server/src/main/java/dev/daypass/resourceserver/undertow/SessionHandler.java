package dev.daypass.resourceserver.undertow;

import dev.daypass.resourceserver.Challenge;
import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.VerifiedSession;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Refusal;
import dev.daypass.resourceserver.proof.Presented;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Lets in requests of good sessions only; handlers find theirs with {@link #session}. Safe for several threads. */
public final class SessionHandler implements HttpHandler {
    /** The attachment with the session. */
    public static final AttachmentKey<VerifiedSession> SESSION = AttachmentKey.create(VerifiedSession.class);

    private static final HttpString AUTHORIZATION = new HttpString("Authorization");
    private static final HttpString DPOP = new HttpString("DPoP");

    private final ResourceServer server;
    private final HttpHandler next;

    public SessionHandler(ResourceServer server, HttpHandler next) {
        this.server = server;
        this.next = next;
    }

    /**
     * The session of an exchange that came through the handler.
     *
     * @throws IllegalStateException if it did not
     */
    public static VerifiedSession session(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getAttachment(SESSION))
                .orElseThrow(() -> new IllegalStateException("no session: is `SessionHandler` in front of this path?"));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        Outcome<VerifiedSession> session = server.check(presented(exchange));
        Optional<Refusal> refusal = session.refusal();
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
            return;
        }
        session.value().ifPresent(verified -> exchange.putAttachment(SESSION, verified));
        next.handleRequest(exchange);
    }

    static void refuse(HttpServerExchange exchange, Refusal refusal) {
        Challenge challenge = Challenge.of(refusal);
        exchange.setStatusCode(challenge.status());
        challenge.headers().forEach((name, values) -> exchange.getResponseHeaders()
                .addAll(new HttpString(name), values));
        exchange.getResponseSender().send(challenge.body(), StandardCharsets.UTF_8);
    }

    private static Presented presented(HttpServerExchange exchange) {
        return new Presented(
                exchange.getRequestMethod().toString(),
                exchange.getRequestURI(),
                headers(exchange, AUTHORIZATION),
                headers(exchange, DPOP),
                certificate(exchange));
    }

    private static List<String> headers(HttpServerExchange exchange, HttpString name) {
        return Optional.<HeaderValues>ofNullable(exchange.getRequestHeaders().get(name))
                .map(List::<String>copyOf)
                .orElse(List.of());
    }

    private static Optional<X509Certificate> certificate(HttpServerExchange exchange) {
        SSLSessionInfo tls = exchange.getConnection().getSslSessionInfo();
        if (tls == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = tls.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException | io.undertow.server.RenegotiationRequiredException none) {
            return Optional.empty();
        }
    }
}
