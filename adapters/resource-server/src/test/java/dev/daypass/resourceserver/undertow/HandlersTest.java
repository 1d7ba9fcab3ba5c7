package dev.daypass.resourceserver.undertow;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.ServiceContract;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** {@link SessionHandler} and {@link DecisionHandler}. */
final class HandlersTest extends ServiceContract {
    private Optional<Undertow> undertow = Optional.empty();

    @Override
    protected URI start(ResourceServer server) {
        HttpHandler hello = exchange -> exchange.getResponseSender()
                .send("hello " + SessionHandler.session(exchange).sessionName());
        HttpHandler decided = new DecisionHandler(
                server, exchange -> question(exchange.getRequestMethod().toString(), exchange.getRequestPath()), hello);
        Undertow started = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(new SessionHandler(server, new PathHandler(hello).addExactPath("/2026", decided)))
                .build();
        started.start();
        undertow = Optional.of(started);
        int port = ((InetSocketAddress) started.getListenerInfo().get(0).getAddress()).getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    protected void stop() {
        undertow.ifPresent(Undertow::stop);
    }
}
