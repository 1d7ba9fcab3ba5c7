package dev.daypass.server.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/** Sends answers: correlation id, security headers, and nothing that a cache may keep (RFC 9111 section 5.2.2.5). */
final class Responder {
    private final Routes routes;

    Responder(Routes routes) {
        this.routes = routes;
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

    /** Says what is wrong, in the form of the protocol that the path belongs to. */
    void fault(HttpServerExchange exchange, HttpFault fault) {
        String id = Conversation.of(exchange).origin().correlationId();
        Answer answer = routes.protocol(path(exchange)).fault(fault, id);
        if (fault == HttpFault.UNAVAILABLE) {
            answer = answer.with("Retry-After", "5");
        } else if (fault == HttpFault.THROTTLED) {
            answer = answer.with("Retry-After", "60");
        }
        send(exchange, answer);
    }

    void send(HttpServerExchange exchange, Answer answer) {
        Conversation conversation = Conversation.of(exchange);
        conversation.reason(answer.mark().reason());
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        secure(headers, conversation.client().secure());
        Protocol protocol = routes.protocol(path(exchange));
        headers.put(
                HttpString.tryFromString(protocol.correlationHeader()),
                conversation.origin().correlationId());
        headers.put(Headers.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        exchange.setStatusCode(answer.status());
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body().bytes()));
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
