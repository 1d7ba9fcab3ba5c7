package dev.daypass.server.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Sends answers: correlation id, security headers, and nothing that a cache may keep (RFC 9111 section 5.2.2.5). */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

    private final Routes routes;
    private final Evidence evidence;
    private final Workers workers;

    Responder(Routes routes, Evidence evidence, Workers workers) {
        this.routes = routes;
        this.evidence = evidence;
        this.workers = workers;
    }

    /** The path as sent, without authority and query; not decoded. */
    static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int slash = uri.indexOf('/', uri.indexOf("://") + 3);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    /**
     * Says what is wrong, in the form of the protocol that the path belongs to. At an entrance it is written down first,
     * unless the fault is ours or there are too many.
     */
    void fault(HttpServerExchange exchange, HttpFault fault) {
        Optional<String> entrance = fault.isEvidence() ? routes.entrance(path(exchange)) : Optional.empty();
        if (entrance.isEmpty()) {
            tell(exchange, fault);
            return;
        }
        Request.Origin origin = Conversation.of(exchange).origin();
        if (!workers.take(exchange, () -> tell(exchange, evidence.written(fault, entrance.get(), origin)))) {
            tell(exchange, HttpFault.UNAVAILABLE);
        }
    }

    private void tell(HttpServerExchange exchange, HttpFault fault) {
        Conversation conversation = Conversation.of(exchange);
        Answer answer = routes.protocol(path(exchange))
                .fault(fault, conversation.origin().correlationId(), conversation.headers());
        send(exchange, patient(answer, fault));
    }

    /** A fault as answered, with the patience it asks for, also where the protocol has another status for throttling. */
    static Answer answer(Protocol protocol, HttpFault fault, String correlationId) {
        return patient(protocol.fault(fault, correlationId), fault);
    }

    private static Answer patient(Answer answer, HttpFault fault) {
        return fault == HttpFault.THROTTLED ? answer.with("Retry-After", "60") : answer;
    }

    /**
     * Sends an answer, on the connection's I/O thread. A worker that ended the exchange would lock the connection while
     * it makes it ready for the next request, and the I/O thread spins on that lock: on busy processors for longer than
     * the whole exchange takes.
     */
    void send(HttpServerExchange exchange, Answer answer) {
        if (exchange.isInIoThread()) {
            deliver(exchange, answer);
            return;
        }
        exchange.getIoThread().execute(() -> {
            try {
                deliver(exchange, answer);
            } catch (RuntimeException e) {
                LOG.error("an answer could not be sent", e);
                IoUtils.safeClose(exchange.getConnection());
            }
        });
    }

    private void deliver(HttpServerExchange exchange, Answer answer) {
        Conversation conversation = Conversation.of(exchange);
        conversation.reason(answer.mark().reason());
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        putHeaders(exchange.getResponseHeaders(), answer, routes.protocol(path(exchange)), conversation.origin());
        exchange.setStatusCode(answer.status());
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body().bytes()));
    }

    /** The headers that every answer carries, and its own. */
    static void putHeaders(HeaderMap headers, Answer answer, Protocol protocol, Request.Origin origin) {
        secure(headers, origin.client().secure());
        headers.put(HttpString.tryFromString(protocol.correlationHeader()), origin.correlationId());
        headers.put(Headers.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        answer.cookies().forEach(cookie -> headers.add(Headers.SET_COOKIE, cookie));
    }

    private static void secure(HeaderMap headers, boolean tls) {
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        headers.put(Headers.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.put(Headers.REFERRER_POLICY, "no-referrer");
        headers.put(Headers.X_FRAME_OPTIONS, "DENY");
        if (tls) {
            headers.put(Headers.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
    }
}
