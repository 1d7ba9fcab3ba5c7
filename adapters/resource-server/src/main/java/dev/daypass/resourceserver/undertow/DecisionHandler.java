package dev.daypass.resourceserver.undertow;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.outcome.Refusal;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import java.util.function.Function;

/** Behind a {@link SessionHandler}: lets through what the broker allows, and answers 403 to the rest. */
public final class DecisionHandler implements HttpHandler {
    private final ResourceServer server;
    private final Function<HttpServerExchange, Question> questions;
    private final HttpHandler next;

    /** @param questions what a request asks for, in the words of the policies */
    public DecisionHandler(ResourceServer server, Function<HttpServerExchange, Question> questions, HttpHandler next) {
        this.server = server;
        this.questions = questions;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        Optional<Refusal> refusal = server.permit(SessionHandler.session(exchange), questions.apply(exchange))
                .refusal();
        if (refusal.isPresent()) {
            SessionHandler.refuse(exchange, refusal.get());
            return;
        }
        next.handleRequest(exchange);
    }
}
