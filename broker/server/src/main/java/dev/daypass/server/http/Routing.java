package dev.daypass.server.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Optional;

/** Finds the route, or says 404 or 405 in the form of the protocol that the path belongs to. */
final class Routing implements HttpHandler {
    private final Routes routes;
    private final Responder responder;
    private final HttpHandler next;

    Routing(Routes routes, Responder responder, HttpHandler next) {
        this.routes = routes;
        this.responder = responder;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = Responder.path(exchange);
        Optional<Routes.Match> match = routes.find(exchange.getRequestMethod().toString(), path);
        if (match.isPresent()) {
            Conversation.of(exchange).matched(match.get());
            next.handleRequest(exchange);
            return;
        }
        List<String> methods = routes.methods(path);
        if (methods.isEmpty()) {
            responder.fault(exchange, HttpFault.NOT_FOUND);
            return;
        }
        exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", methods));
        responder.fault(exchange, HttpFault.METHOD_NOT_ALLOWED);
    }
}
