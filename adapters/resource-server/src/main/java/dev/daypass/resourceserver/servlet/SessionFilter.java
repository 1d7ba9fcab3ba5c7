package dev.daypass.resourceserver.servlet;

import dev.daypass.resourceserver.Challenge;
import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.VerifiedSession;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Refusal;
import dev.daypass.resourceserver.proof.Presented;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lets in requests of good sessions only; handlers find theirs with {@link #session}. Safe for several threads. */
public final class SessionFilter implements Filter {
    /** The request attribute with the {@link VerifiedSession}. */
    public static final String SESSION = "dev.daypass.resourceserver.session";

    /** Where a container puts the certificates of the TLS connection (Jakarta Servlet section 3.10). */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final ResourceServer server;

    public SessionFilter(ResourceServer server) {
        this.server = server;
    }

    /**
     * The session of a request that came through the filter.
     *
     * @throws IllegalStateException if it did not
     */
    public static VerifiedSession session(ServletRequest request) {
        if (request.getAttribute(SESSION) instanceof VerifiedSession session) {
            return session;
        }
        throw new IllegalStateException("no session: is `SessionFilter` in front of this path?");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("not HTTP");
        }
        Outcome<VerifiedSession> session = server.check(presented(http));
        Optional<Refusal> refusal = session.refusal();
        if (refusal.isPresent()) {
            refuse(answer, refusal.get());
            return;
        }
        session.value().ifPresent(verified -> http.setAttribute(SESSION, verified));
        chain.doFilter(request, response);
    }

    static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        Challenge challenge = Challenge.of(refusal);
        response.setStatus(challenge.status());
        challenge.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.getOutputStream().write(challenge.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Presented presented(HttpServletRequest request) {
        return new Presented(
                request.getMethod(),
                request.getRequestURI(),
                headers(request, "Authorization"),
                headers(request, "DPoP"),
                certificate(request));
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static Optional<X509Certificate> certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }
}
