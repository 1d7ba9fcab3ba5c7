package dev.daypass.server.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** First handler: mints the correlation id, finds out who calls, and tells the observers once all is answered. */
final class Opening implements HttpHandler {
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final Ground ground;
    private final TrustedProxies proxies;
    private final ClientCertificates certificates;
    private final HttpHandler next;

    /**
     * What the first handler stands on.
     *
     * @param ticks nanoseconds that only go forward
     * @param correlationIds mints one id a call
     */
    record Ground(Clock clock, LongSupplier ticks, Supplier<String> correlationIds, List<RequestObserver> observers) {}

    Opening(Ground ground, TrustedProxies proxies, HttpHandler next) {
        this.ground = ground;
        this.proxies = proxies;
        this.certificates = new ClientCertificates(proxies);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeadGuard.of(exchange).ifPresent(HeadGuard::take);
        HeaderLines headers = headers(exchange);
        InetAddress peer = exchange.getSourceAddress().getAddress();
        var client =
                proxies.client(peer.getHostAddress(), exchange.getConnection().getSslSession() != null, headers);
        var origin = new Request.Origin(
                ground.correlationIds().get(),
                client,
                ground.clock().instant(),
                certificates.of(
                        peer.getHostAddress(),
                        Optional.ofNullable(exchange.getConnection().getSslSession()),
                        headers),
                proxies.isTrusted(peer.getHostAddress()) ? Request.Via.TRUSTED_PROXY : Request.Via.DIRECT);
        var conversation = new Conversation(origin, headers, ground.ticks().getAsLong());
        conversation.attachTo(exchange);
        exchange.addExchangeCompleteListener((done, proceed) -> {
            conversation.inTime();
            HeadGuard.of(done).ifPresent(HeadGuard::expectHead);
            tell(done, conversation);
            proceed.proceed();
        });
        next.handleRequest(exchange);
    }

    private void tell(HttpServerExchange exchange, Conversation conversation) {
        String method = exchange.getRequestMethod().toString();
        var answered = new RequestObserver.Answered(
                METHODS.contains(method) ? method : "OTHER",
                conversation.route(),
                exchange.getStatusCode(),
                conversation.reason(),
                conversation.origin().correlationId(),
                Duration.ofNanos(ground.ticks().getAsLong() - conversation.startedAt()));
        ground.observers().forEach(observer -> observer.answered(answered));
    }

    private static HeaderLines headers(HttpServerExchange exchange) {
        List<HeaderLines.Line> lines = new ArrayList<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            String name = values.getHeaderName().toString();
            values.forEach(value -> lines.add(new HeaderLines.Line(name, value)));
        }
        return HeaderLines.of(lines);
    }
}
