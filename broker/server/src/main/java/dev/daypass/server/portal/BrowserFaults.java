package dev.daypass.server.portal;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.Words;
import java.util.List;

/** Tells faults to browsers as pages, and to programs as another protocol does. */
public final class BrowserFaults implements Protocol {
    private final Protocol programs;
    private final Frame frame;

    BrowserFaults(Protocol programs, Frame frame) {
        this.programs = programs;
        this.frame = frame;
    }

    @Override
    public String correlationHeader() {
        return programs.correlationHeader();
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId) {
        return programs.fault(fault, correlationId);
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId, HeaderLines asked) {
        if (!isBrowser(asked)) {
            return programs.fault(fault, correlationId, asked);
        }
        Words words = frame.words(asked);
        String key = "problem." + key(fault);
        String heading = words.of(key + ".heading");
        var home = new Problem.Way(words.of("problem.home"), "/", "button");
        var problem = new Problem(
                fault.status(), heading, words.of(key + ".sentence"), words.of(key + ".cure"), List.of(home));
        var mark = new Answer.Mark(fault.code(), Answer.Attempt.HARMLESS);
        var page = Pages.problem(frame.wrong(words, heading, correlationId), problem, frame.help());
        return Frame.refused(fault.status(), page, words, mark);
    }

    /** Java's own client names text/html too, but no program names XHTML. */
    private static boolean isBrowser(HeaderLines asked) {
        String accepted = String.join(",", asked.all("accept"));
        return accepted.contains("text/html") && accepted.contains("application/xhtml+xml");
    }

    private static String key(HttpFault fault) {
        return switch (fault) {
            case NOT_FOUND -> "not_found";
            case BAD_REQUEST,
                    METHOD_NOT_ALLOWED,
                    REQUEST_TIMEOUT,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED,
                    HEADER_TOO_LARGE -> "request";
            case THROTTLED -> "throttled";
            case INTERNAL -> "internal";
            case UNAVAILABLE -> "unavailable";
        };
    }
}
