package dev.daypass.server.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/**
 * Reads the whole body on the I/O thread: refused by its announced length before a byte is kept, by what comes in while
 * it does, and by the clock when it comes too slowly.
 */
final class BodyReading implements HttpHandler {
    /** How much of a body that was refused is read to its end, so that the client reads the refusal and no reset. */
    static final long POLITENESS = 1 << 20;

    private final HttpLimits limits;
    private final Responder responder;
    private final Working next;

    BodyReading(HttpLimits limits, Responder responder, Working next) {
        this.limits = limits;
        this.responder = responder;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        int most = most(Conversation.of(exchange).match().route().size());
        exchange.setMaxEntitySize(most + POLITENESS);
        long announced = exchange.getRequestContentLength();
        if (announced == 0 || (announced < 0 && exchange.isRequestComplete())) {
            next.work(exchange, Body.none());
            return;
        }
        startClock(exchange);
        if (announced > most) {
            tooLarge(exchange);
            return;
        }
        if (HttpContinue.requiresContinueResponse(exchange)) {
            HttpContinue.sendContinueResponse(exchange, new IoCallback() {
                @Override
                public void onComplete(HttpServerExchange ready, Sender sender) {
                    read(ready, announced, most);
                }

                @Override
                public void onException(HttpServerExchange failed, Sender sender, IOException fault) {
                    IoUtils.safeClose(failed.getConnection());
                }
            });
            return;
        }
        read(exchange, announced, most);
    }

    private void read(HttpServerExchange exchange, long announced, int most) {
        var ends = new Intake.Ends(body -> arrived(exchange, body), () -> tooLarge(exchange), () -> broken(exchange));
        new Intake(exchange, announced, most, ends).begin();
    }

    private void arrived(HttpServerExchange exchange, Body body) {
        Conversation.of(exchange).inTime();
        next.work(exchange, body);
    }

    private void broken(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        responder.fault(exchange, HttpFault.BAD_REQUEST);
    }

    private void tooLarge(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        responder.fault(exchange, HttpFault.BODY_TOO_LARGE);
    }

    private void startClock(HttpServerExchange exchange) {
        Conversation.of(exchange)
                .deadline(exchange.getIoThread()
                        .executeAfter(
                                () -> IoUtils.safeClose(exchange.getConnection()),
                                limits.times().whole().toMillis(),
                                TimeUnit.MILLISECONDS));
    }

    private int most(Route.Size size) {
        return switch (size) {
            case NONE -> 0;
            case ORDINARY -> limits.body();
            case PROOF -> limits.proofBody();
        };
    }
}
