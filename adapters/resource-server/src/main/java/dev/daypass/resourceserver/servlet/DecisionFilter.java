package dev.daypass.resourceserver.servlet;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.outcome.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Behind a {@link SessionFilter}: lets through what the broker allows, and answers 403 to the rest. */
public final class DecisionFilter implements Filter {
    private final ResourceServer server;
    private final Function<HttpServletRequest, Question> questions;

    /** @param questions what a request asks for, in the words of the policies */
    public DecisionFilter(ResourceServer server, Function<HttpServletRequest, Question> questions) {
        this.server = server;
        this.questions = questions;
    }

    /**
     * The path within the application, decoded, whatever mapping the container has found the servlet by; to name a resource
     * with. Begins with a slash, or is empty.
     */
    public static String path(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("not HTTP");
        }
        Optional<Refusal> refusal = server.permit(SessionFilter.session(http), questions.apply(http))
                .refusal();
        if (refusal.isPresent()) {
            SessionFilter.refuse(answer, refusal.get());
            return;
        }
        chain.doFilter(request, response);
    }
}
