package dev.daypass.example.reports;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.VerifiedSession;
import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.undertow.DecisionHandler;
import dev.daypass.resourceserver.undertow.SessionHandler;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathTemplateHandler;
import io.undertow.util.PathTemplateMatch;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * {@code GET} and {@code PUT /reports/ID}, for sessions that the broker lets do it; {@code GET /health} for everybody.
 *
 * <p>In the words of policies: {@code reports:Get} and {@code reports:Put} on {@code arn:daypass:reports:::ID}, with the
 * condition key {@code reports:Owner}.
 */
final class ReportsServer implements AutoCloseable {
    private static final long MOST_BYTES = 64 * 1024;

    private final ResourceServer daypass;
    private final Shelf shelf = new Shelf();
    private final Undertow undertow;

    ReportsServer(ResourceServer daypass, int port) {
        this.daypass = daypass;
        // From the outside in: whose request is it, may that session do it, then do it.
        HttpHandler reports = new SessionHandler(daypass, new DecisionHandler(daypass, this::question, this::serve));
        this.undertow = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_BYTES)
                .setHandler(
                        new PathTemplateHandler().add("/health", this::health).add("/reports/{id}", reports))
                .build();
    }

    void start() {
        undertow.start();
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** What a request asks for. Whatever is not a read needs the right to write. */
    private Question question(HttpServerExchange exchange) {
        String id = id(exchange);
        boolean read = exchange.getRequestMethod().equalToString("GET");
        Question question = Question.of(read ? "reports:Get" : "reports:Put", "arn:daypass:reports:::" + id);
        return shelf.find(id)
                .map(report -> question.with("reports:Owner", report.owner()))
                .orElse(question);
    }

    private void serve(HttpServerExchange exchange) {
        VerifiedSession session = SessionHandler.session(exchange);
        String id = id(exchange);
        if (exchange.getRequestMethod().equalToString("GET")) {
            Optional<Report> report = shelf.find(id);
            exchange.setStatusCode(report.isPresent() ? 200 : 404);
            exchange.getResponseSender().send(report.map(Report::text).orElse("no such report\n"));
        } else if (exchange.getRequestMethod().equalToString("PUT")) {
            exchange.getRequestReceiver().receiveFullString((received, text) -> {
                shelf.put(id, new Report(session.sessionName(), text));
                received.setStatusCode(204).endExchange();
            });
        } else {
            exchange.setStatusCode(405).endExchange();
        }
    }

    private void health(HttpServerExchange exchange) {
        boolean ready = daypass.isReady();
        exchange.setStatusCode(ready ? 200 : 503);
        exchange.getResponseSender().send(ready ? "ready\n" : "the broker cannot be heard\n");
    }

    private static String id(HttpServerExchange exchange) {
        return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .getOrDefault("id", "");
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
