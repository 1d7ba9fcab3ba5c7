package dev.daypass.server.portal;

import dev.daypass.core.grant.ConsoleSignIn;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.signin.Browsers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What programs do at {@code /aws/federation}: {@code Action=getSigninToken} makes a sign-in token of a role session's
 * credentials (AWS IAM, custom identity broker access to the console). Safe for several threads.
 */
final class SigninTokenEndpoint {
    private static final Set<String> MEMBERS = Set.of("sessionId", "sessionKey", "sessionToken");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final JsonProtocol json = new JsonProtocol(new JsonText());
    private final ConsoleSignIn consoles;
    private final Browsers browsers;

    SigninTokenEndpoint(ConsoleSignIn consoles, Browsers browsers) {
        this.consoles = consoles;
        this.browsers = browsers;
    }

    Answer answer(Form form, Request request, RequestContext context) {
        Outcome<Asked> asked = browsers.audited(
                length(form).then(length -> session(form).map(session -> new Asked(session, length))), context);
        return asked.then(read -> consoles.token(read.session(), read.length(), context))
                .fold(
                        token -> json.granted(Map.of("SigninToken", token.reveal())),
                        refusal -> json.refusal(refusal, context.correlationId()));
    }

    private record Asked(ConsoleSignIn.Presented session, Optional<Duration> length) {}

    private static Outcome<Optional<Duration>> length(Form form) {
        Optional<String> text = form.get("SessionDuration");
        if (text.isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        Optional<Duration> length = text.filter(some -> SECONDS.matcher(some).matches())
                .map(some -> Duration.ofSeconds(Long.parseLong(some)))
                .filter(some -> some.compareTo(SHORTEST) >= 0 && some.compareTo(LONGEST) <= 0);
        return length.isPresent()
                ? Outcome.granted(length)
                : invalid("SessionDuration must be a number of seconds from 900 to 43200");
    }

    private static Outcome<ConsoleSignIn.Presented> session(Form form) {
        return new JsonTree().read("Session", form.get("Session").orElse("")).then(node -> {
            Map<String, String> members = new LinkedHashMap<>();
            if (node instanceof Node.Mapping mapping) {
                mapping.asMap().forEach((name, value) -> {
                    if (value instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.TEXT) {
                        members.put(name, scalar.text());
                    }
                });
            }
            return members.keySet().equals(MEMBERS)
                    ? Outcome.granted(new ConsoleSignIn.Presented(
                            members.getOrDefault("sessionId", ""),
                            Secret.of(members.getOrDefault("sessionKey", "")),
                            Secret.of(members.getOrDefault("sessionToken", ""))))
                    : invalid("Session must be an object of the texts sessionId, sessionKey and sessionToken");
        });
    }

    private static <T> Outcome<T> invalid(String message) {
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }
}
