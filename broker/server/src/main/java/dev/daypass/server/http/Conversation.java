package dev.daypass.server.http;

import dev.daypass.core.snapshot.RequestContext.Client;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Optional;
import org.xnio.XnioExecutor;

/** What the handlers tell each other about one request while it lasts. Touched by one thread at a time. */
final class Conversation {
    private static final AttachmentKey<Conversation> KEY = AttachmentKey.create(Conversation.class);

    private final Request.Origin origin;
    private final HeaderLines headers;
    private final long startedAt;
    private Optional<Routes.Match> match = Optional.empty();
    private Optional<XnioExecutor.Key> deadline = Optional.empty();
    private String reason = "aborted";

    /**
     * @param startedAt ticks, nanoseconds
     */
    Conversation(Request.Origin origin, HeaderLines headers, long startedAt) {
        this.origin = origin;
        this.headers = headers;
        this.startedAt = startedAt;
    }

    static Conversation of(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY);
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
    }

    Request.Origin origin() {
        return origin;
    }

    Client client() {
        return origin.client();
    }

    HeaderLines headers() {
        return headers;
    }

    long startedAt() {
        return startedAt;
    }

    void matched(Routes.Match found) {
        match = Optional.of(found);
    }

    /** The route found; asked only behind routing. */
    Routes.Match match() {
        return match.orElseThrow();
    }

    /** The template for the log: never what the client made up. */
    String route() {
        return match.map(found -> found.route().template()).orElse("-");
    }

    void reason(String told) {
        reason = told;
    }

    String reason() {
        return reason;
    }

    void deadline(XnioExecutor.Key key) {
        deadline = Optional.of(key);
    }

    void inTime() {
        deadline.ifPresent(XnioExecutor.Key::remove);
        deadline = Optional.empty();
    }
}
