package dev.daypass.server.http;

import dev.daypass.core.snapshot.RequestContext.Client;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request as endpoints see it: framing checked, body whole.
 *
 * @param target what it asks for
 * @param headers as sent
 * @param body as sent, byte for byte
 * @param origin where and when it came in
 */
public record Request(Target target, HeaderLines headers, Body body, Origin origin) {
    /**
     * What a request asks for.
     *
     * @param method in upper case
     * @param path in normal form, not decoded
     * @param variables what the route's template names in braces, decoded
     * @param query behind the question mark, as sent; empty if there is none
     */
    public record Target(String method, String path, Map<String, String> variables, String query) {
        public Target {
            variables = Map.copyOf(variables);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * Where and when a request came in.
     *
     * @param correlationId minted by us, never the client's
     * @param client who called
     * @param instant when it was taken up
     * @param certificate the client's, of this connection's TLS or as a trusted proxy tells; who issued it nobody has asked
     * @param via whether a trusted proxy has sent it, whose word about what its client sent is taken
     */
    public record Origin(
            String correlationId, Client client, Instant instant, Optional<X509Certificate> certificate, Via via) {
        /** An origin without certificate, straight from whoever sends. */
        public Origin(String correlationId, Client client, Instant instant) {
            this(correlationId, client, instant, Optional.empty(), Via.DIRECT);
        }

        @Override
        public String toString() {
            return "Origin[" + correlationId + ", " + client.address() + ", " + instant + "]";
        }
    }

    /** Whose connection a request has come on. */
    public enum Via {
        DIRECT,
        TRUSTED_PROXY
    }

    /** A variable of the route's template; the route has it, or there is a fault in the mounting. */
    public String variable(String name) {
        String value = target.variables().get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no variable `" + name + "`");
        }
        return value;
    }
}
