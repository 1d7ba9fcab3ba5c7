package dev.daypass.server.http;

import dev.daypass.core.snapshot.RequestContext.Client;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers heads of which the parser can make no request, in the form of the protocol that the path belongs to: with
 * correlation id, written down at an entrance, told to the observers. Safe for several threads.
 */
final class EarlyRefusals {
    private final Routes routes;
    private final Evidence evidence;
    private final Opening.Ground ground;
    private final HttpLimits limits;

    EarlyRefusals(Routes routes, Evidence evidence, Opening.Ground ground, HttpLimits limits) {
        this.routes = routes;
        this.evidence = evidence;
        this.ground = ground;
        this.limits = limits;
    }

    /**
     * What is known of a head that was refused.
     *
     * @param firstLine as sent, perhaps not whole
     * @param length in bytes, as far as it was read
     * @param client the connection's other end; headers that name another are not believed here
     */
    record Head(String firstLine, long length, Client client) {}

    /** The whole answer, as bytes for the wire. May wait for the disk. */
    ByteBuffer answer(Head head) {
        long start = ground.ticks().getAsLong();
        var origin = new Request.Origin(
                ground.correlationIds().get(), head.client(), ground.clock().instant());
        String path = path(head.firstLine());
        Optional<String> entrance = routes.entrance(path);
        HttpFault fault = head.length() > limits.headerAt(path) ? HttpFault.HEADER_TOO_LARGE : HttpFault.BAD_REQUEST;
        HttpFault told =
                entrance.map(place -> evidence.written(fault, place, origin)).orElse(fault);
        Protocol protocol = routes.protocol(path);
        Answer answer = Responder.answer(protocol, told, origin.correlationId());
        var answered = new RequestObserver.Answered(
                "OTHER",
                "-",
                answer.status(),
                answer.mark().reason(),
                origin.correlationId(),
                Duration.ofNanos(ground.ticks().getAsLong() - start));
        ground.observers().forEach(observer -> observer.answered(answered));
        return bytes(answer, protocol, origin);
    }

    /** The path of a request line; the root if there is none to be found, where most programs call. */
    private static String path(String firstLine) {
        String[] parts = firstLine.split(" ", 3);
        String target = parts.length > 1 ? parts[1] : "/";
        int authority = target.indexOf("://");
        int slash = authority < 0 ? 0 : target.indexOf('/', authority + 3);
        String path = slash < 0 ? "/" : target.substring(slash).split("[?#]", 2)[0];
        return path.startsWith("/") ? path : "/";
    }

    private static ByteBuffer bytes(Answer answer, Protocol protocol, Request.Origin origin) {
        var headers = new HeaderMap();
        Responder.putHeaders(headers, answer, protocol, origin);
        var head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(StatusCodes.getReason(answer.status()))
                .append("\r\nConnection: close\r\nContent-Length: ")
                .append(answer.body().size())
                .append("\r\n");
        for (HeaderValues values : headers) {
            values.forEach(value -> head.append(values.getHeaderName())
                    .append(": ")
                    .append(value)
                    .append("\r\n"));
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(answer.body().bytes());
        return ByteBuffer.wrap(whole.toByteArray());
    }
}
