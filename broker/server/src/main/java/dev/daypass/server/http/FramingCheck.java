package dev.daypass.server.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses what two HTTP parsers may read differently (RFC 9112 sections 3.2, 5.2, 6, 11.2) and what is too much, and
 * closes the connection: behind such a request nobody knows where the next one begins.
 */
final class FramingCheck implements HttpHandler {
    private static final List<String> SINGLE =
            List.of("host", "content-length", "content-type", "content-encoding", "transfer-encoding", "expect");

    private final HttpLimits limits;
    private final Responder responder;
    private final HttpHandler next;

    FramingCheck(HttpLimits limits, Responder responder, HttpHandler next) {
        this.limits = limits;
        this.responder = responder;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Optional<HttpFault> fault = fault(exchange, Conversation.of(exchange).headers());
        if (fault.isPresent()) {
            exchange.setPersistent(false);
            responder.fault(exchange, fault.get());
            return;
        }
        if (Conversation.of(exchange).headers().has("transfer-encoding")) {
            // A chunked body is read past its end; what would follow on the connection was not watched.
            exchange.setPersistent(false);
        }
        next.handleRequest(exchange);
    }

    private Optional<HttpFault> fault(HttpServerExchange exchange, HeaderLines headers) {
        if (!isWellFramed(exchange, headers)) {
            return Optional.of(HttpFault.BAD_REQUEST);
        }
        if (isTooLarge(exchange)) {
            return Optional.of(HttpFault.HEADER_TOO_LARGE);
        }
        if (!headers.only("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
            return Optional.of(HttpFault.UNSUPPORTED_MEDIA_TYPE);
        }
        if (!headers.only("expect").orElse("100-continue").equalsIgnoreCase("100-continue")) {
            return Optional.of(HttpFault.EXPECTATION_FAILED);
        }
        return Optional.empty();
    }

    private static boolean isWellFramed(HttpServerExchange exchange, HeaderLines headers) {
        if (HeadGuard.of(exchange).map(HeadGuard::smoothed).orElse(true)) {
            return false;
        }
        if (SINGLE.stream().anyMatch(name -> headers.all(name).size() > 1)) {
            return false;
        }
        if (!exchange.getProtocol().equals(Protocols.HTTP_1_1)
                && (!exchange.getProtocol().equals(Protocols.HTTP_1_0) || headers.has("transfer-encoding"))) {
            return false;
        }
        if (headers.has("transfer-encoding")
                && (headers.has("content-length")
                        || !headers.only("transfer-encoding").equals(Optional.of("chunked")))) {
            return false;
        }
        return isOwnTarget(exchange, headers) && PathForm.isNormal(Responder.path(exchange));
    }

    /** An absolute-form target must name the same authority as the Host line (RFC 9112 section 3.2.2). */
    private static boolean isOwnTarget(HttpServerExchange exchange, HeaderLines headers) {
        if (!exchange.isHostIncludedInRequestURI()) {
            return true;
        }
        String uri = exchange.getRequestURI();
        int start = uri.indexOf("://");
        String scheme = uri.substring(0, Math.max(start, 0)).toLowerCase(Locale.ROOT);
        int end = uri.indexOf('/', start + 3);
        String authority = uri.substring(start + 3, end < 0 ? uri.length() : end);
        return (scheme.equals("http") || scheme.equals("https"))
                && headers.only("host").filter(authority::equalsIgnoreCase).isPresent();
    }

    private boolean isTooLarge(HttpServerExchange exchange) {
        long size = (long) exchange.getRequestURI().length()
                + exchange.getQueryString().length();
        int count = 0;
        for (var values : exchange.getRequestHeaders()) {
            count += values.size();
            for (String value : values) {
                size += values.getHeaderName().length() + value.length() + 4L;
            }
        }
        return size > limits.headerAt(Responder.path(exchange)) || count > limits.headers();
    }
}
