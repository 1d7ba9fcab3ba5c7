package dev.daypass.server.portal;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.insight.OwnAnswer;
import dev.daypass.core.insight.OwnAnswer.Gate;
import dev.daypass.core.insight.OwnAnswer.ReadingLine;
import dev.daypass.core.insight.OwnAnswer.RuleLine;
import dev.daypass.core.insight.OwnAnswer.Step;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.WhyList;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pages that explain, filled with what they are made for. */
final class InsightGallery {
    private static final String REFERENCE = "0b46b551-0c44-4bd4-885e-b49cdbcca379";

    private final Frame frame;
    private final Shell.Person person;

    InsightGallery(Frame frame, Shell.Person person) {
        this.frame = frame;
        this.person = person;
    }

    Map<String, Function<Request, Answer>> pages() {
        Map<String, Function<Request, Answer>> pages = new LinkedHashMap<>();
        pages.put("why", request -> why(request, have()));
        pages.put("why-not", request -> why(request, lack()));
        pages.put("why-denied", request -> why(request, denied()));
        pages.put("why-list", request -> whyList(request, lacking()));
        pages.put("why-list-empty", request -> whyList(request, List.of()));
        return pages;
    }

    private Answer why(Request request, OwnAnswer answer) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("why.lack.title", answer.role()), "", person);
        return Frame.page(Pages.why(shell, new WhyWords(words).of(answer, "corp-saml", REFERENCE)), words);
    }

    private Answer whyList(Request request, List<WhyList.Role> lack) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("why.list.title"), "", person);
        var have = List.of(new WhyList.Role(
                "ReadOnly", "prod", "Looks at everything, changes nothing", "/why?role=prod%2FReadOnly"));
        return Frame.page(Pages.whyList(shell, new WhyList(have, lack, "corp-saml", WhyWords.known(user()))), words);
    }

    private static List<WhyList.Role> lacking() {
        return List.of(
                new WhyList.Role("Books", "prod", "Keeps the books, and nothing else", "/why?role=prod%2FBooks"),
                new WhyList.Role("Deployer", "staging", "", "/why?role=staging%2FDeployer"));
    }

    private static OwnAnswer have() {
        return new OwnAnswer(
                "prod/ReadOnly",
                "Looks at everything, changes nothing",
                steps(true, true, Optional.of(true)),
                List.of(new RuleLine(
                        "engineers-read-prod",
                        false,
                        true,
                        0,
                        List.of(
                                new ReadingLine("groups", "[\"Engineers\", \"On call\", \"Everybody\"]", true),
                                new ReadingLine("department", "\"R&D\"", true)))),
                Optional.of(Duration.ofHours(4)),
                user());
    }

    private static OwnAnswer lack() {
        return new OwnAnswer(
                "prod/Books",
                "Keeps the books, and nothing else",
                steps(false, true, Optional.of(true)),
                List.of(
                        new RuleLine(
                                "finance-keeps-the-books",
                                false,
                                false,
                                1,
                                List.of(
                                        new ReadingLine("department", "\"R&D\"", false),
                                        new ReadingLine(
                                                "groups", "[\"Engineers\", \"On call\", \"Everybody\"]", true))),
                        new RuleLine(
                                "board-sees-everything",
                                false,
                                false,
                                2,
                                List.of(new ReadingLine("title", "\"Engineer\"", false)))),
                Optional.empty(),
                user());
    }

    private static OwnAnswer denied() {
        return new OwnAnswer(
                "prod/Admin",
                "",
                steps(true, false, Optional.of(false)),
                List.of(new RuleLine(
                        "contractors-never-admin",
                        true,
                        true,
                        0,
                        List.of(new ReadingLine("employeeType", "\"contractor\"", true)))),
                Optional.empty(),
                Attributes.none());
    }

    private static List<Step> steps(boolean given, boolean left, Optional<Boolean> trusted) {
        return List.of(
                new Step(Gate.GIVEN, Optional.of(given)),
                new Step(Gate.LEFT, Optional.of(left)),
                new Step(Gate.TRUSTED, trusted));
    }

    private static Attributes user() {
        Map<String, List<String>> user = new LinkedHashMap<>();
        user.put("email", List.of("alice@corp.example.com"));
        user.put("groups", List.of("Engineers", "On call", "Everybody"));
        user.put("department", List.of("R&D"));
        user.put("title", List.of("Engineer"));
        return Attributes.ofTexts(user);
    }
}
