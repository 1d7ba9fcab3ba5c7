package dev.daypass.server.http;

import dev.daypass.core.outcome.UnavailableException;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the complete request to a worker, the only change of threads on its way, and sends what the endpoint answers.
 * Faults are logged here, once.
 */
final class Working {
    private static final Logger LOG = LoggerFactory.getLogger(Working.class);

    private final FailureThrottle throttle;
    private final Responder responder;
    private final Workers workers;

    Working(FailureThrottle throttle, Responder responder, Workers workers) {
        this.throttle = throttle;
        this.responder = responder;
        this.workers = workers;
    }

    void work(HttpServerExchange exchange, Body body) {
        Conversation conversation = Conversation.of(exchange);
        Request.Origin origin = conversation.origin();
        boolean guarded = conversation.match().route().access() == Route.Access.GUARDED;
        if (guarded && !throttle.admits(origin.client().address(), origin.instant())) {
            responder.fault(exchange, HttpFault.THROTTLED);
            return;
        }
        if (!workers.take(exchange, () -> answer(exchange, conversation, body))) {
            responder.fault(exchange, HttpFault.UNAVAILABLE);
        }
    }

    private void answer(HttpServerExchange exchange, Conversation conversation, Body body) {
        Request.Origin origin = conversation.origin();
        Route route = conversation.match().route();
        try {
            var target = new Request.Target(
                    exchange.getRequestMethod().toString(),
                    Responder.path(exchange),
                    conversation.match().variables(),
                    exchange.getQueryString());
            var request = new Request(target, conversation.headers(), body, origin);
            route.endpoint().respond(request, answer -> send(exchange, answer, origin));
        } catch (UnavailableException e) {
            LOG.warn("not available at {}, correlation id {}", route.template(), origin.correlationId(), e);
            responder.fault(exchange, HttpFault.UNAVAILABLE);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("fault at {}, correlation id {}", route.template(), origin.correlationId(), e);
            responder.fault(exchange, HttpFault.INTERNAL);
        }
    }

    private void send(HttpServerExchange exchange, Answer answer, Request.Origin origin) {
        if (answer.mark().attempt() == Answer.Attempt.FAILED) {
            throttle.failed(origin.client().address(), origin.instant());
        }
        responder.send(exchange, answer);
    }
}
