package dev.daypass.server.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP request, whole.
 *
 * @param headers without {@code Host} and {@code Content-Length}, which the connection writes
 * @param body empty for requests that have none
 */
public record HttpCall(String method, URI address, Map<String, String> headers, String body) {
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI address) {
        return new HttpCall("GET", address, Map.of(), "");
    }

    public static HttpCall post(URI address, String contentType, String body) {
        return new HttpCall("POST", address, Map.of("Content-Type", contentType), body);
    }

    public static HttpCall delete(URI address) {
        return new HttpCall("DELETE", address, Map.of(), "");
    }

    /** The same request with one header more. */
    public HttpCall with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, address, more, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code Host} as the connection sends it. */
    String host() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
