package dev.daypass.server.portal;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.DeviceEntry;
import dev.daypass.server.portal.view.DeviceQuestion;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.ProgramQuestion;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pages where people answer programs in terminals. */
final class TerminalGallery {
    private static final Shell.Person ALICE = new Shell.Person("Alice Example", "corp-saml", "the-csrf-token");
    private static final String CODE = "WDJB-MJHT";

    private final Frame frame;
    private final Instant until;

    TerminalGallery(Frame frame, Instant now) {
        this.frame = frame;
        this.until = now.plus(Duration.ofHours(9));
    }

    Map<String, Function<Request, Answer>> pages() {
        Map<String, Function<Request, Answer>> pages = new LinkedHashMap<>();
        pages.put("device", request -> entry(request, "", Optional.empty()));
        pages.put("device-wrong", request -> entry(request, CODE, Optional.of("device.wrong.nothing")));
        pages.put("device-many", request -> entry(request, CODE, Optional.of("device.wrong.many")));
        pages.put("device-question", request -> device(request, "daypass-cli", false, true));
        pages.put("device-question-else", request -> device(request, "AWS CLI 2.31", true, false));
        pages.put("device-allowed", request -> done(request, "device.allowed"));
        pages.put("device-denied", request -> done(request, "device.denied"));
        pages.put("program", request -> program(request, "daypass-cli", false));
        pages.put("program-else", request -> program(request, "AWS CLI 2.31", true));
        return pages;
    }

    private Shell shell(Words words, String key) {
        return frame.signedIn(words, words.of(key), "", ALICE);
    }

    private Answer entry(Request request, String code, Optional<String> wrong) {
        Words words = frame.words(request.headers());
        Optional<Problem> problem = wrong.map(
                key -> new Problem(400, words.of(key + ".heading"), words.of(key + ".sentence"), "", List.of()));
        return Frame.page(
                Pages.device(shell(words, "device.title"), new DeviceEntry(code, problem), ALICE.csrf()), words);
    }

    private Answer device(Request request, String program, boolean selfNamed, boolean here) {
        Words words = frame.words(request.headers());
        var question = new DeviceQuestion(
                CODE,
                program,
                selfNamed,
                here ? "192.0.2.17" : "2001:db8:85a3:8d3:1319:8a2e:370:7348",
                here,
                here ? "Linux" : "",
                words.length(Duration.ofMinutes(here ? 1 : 7)),
                "Alice Example",
                "corp-saml",
                words.moment(until),
                words.length(Duration.ofHours(9)),
                selfNamed);
        return Frame.page(Pages.deviceQuestion(shell(words, "device.title"), question, ALICE.csrf()), words);
    }

    private Answer done(Request request, String key) {
        Words words = frame.words(request.headers());
        var message = new Problem(
                200,
                words.of(key + ".heading"),
                words.of(key + ".sentence", "daypass-cli"),
                words.of(key + ".cure"),
                List.of(
                        new Problem.Way(words.of("device.sessions"), "/sessions", "button"),
                        new Problem.Way(words.of("device.home"), "/", "button quiet")));
        return Frame.page(Pages.message(shell(words, key + ".heading"), message), words);
    }

    private Answer program(Request request, String program, boolean selfNamed) {
        Words words = frame.words(request.headers());
        var question = new ProgramQuestion(
                program,
                selfNamed,
                "Alice Example",
                "corp-saml",
                "http://127.0.0.1:49152/oauth/callback",
                words.moment(until),
                words.length(Duration.ofHours(9)),
                selfNamed,
                "/oauth/authorize/answer",
                "the-request");
        return Frame.leading(
                Pages.program(shell(words, "program.title"), question, ALICE.csrf()), words, "http://127.0.0.1:49152");
    }
}
