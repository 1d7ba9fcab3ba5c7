package dev.daypass.server.portal;

import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Taken;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a role at {@code POST /roles/take} and answers with its session's page, the only one that shows the secrets:
 * nothing here could show them again. Safe for several threads.
 */
final class RolesEndpoint {
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");

    private final RoleTaking taking;
    private final Browsers browsers;
    private final Frame frame;
    private final RefusalPages refusals;

    RolesEndpoint(RoleTaking taking, Browsers browsers, Frame frame) {
        this.taking = taking;
        this.browsers = browsers;
        this.frame = frame;
        this.refusals = new RefusalPages(frame);
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/roles/take", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::take);
    }

    private Answer take(Request request) {
        RequestContext context = browsers.context(request);
        Outcome<Answer> outcome = browsers.signedIn(request, context).then(who -> browsers.form(request, who, context)
                .then(form -> browsers.audited(length(form), context)
                        .then(length ->
                                taking.take(who.session(), form.get("role").orElse(""), length, context)))
                .map(issued -> page(issued, who, request, context)));
        return outcome.fold(page -> page, refusal -> refusals.page(request, refusal));
    }

    private static Outcome<Optional<Duration>> length(Form form) {
        Optional<String> asked = form.get("seconds");
        return asked.isEmpty() || SECONDS.matcher(asked.get()).matches()
                ? Outcome.granted(asked.map(text -> Duration.ofSeconds(Long.parseLong(text))))
                : Outcome.refused(
                        Reason.PARAMETER_INVALID, "`seconds` must be a whole number", "`seconds` is no whole number");
    }

    private Answer page(IssuedSession issued, SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        String reference = issued.session().owner().reference();
        String role = reference.substring(reference.indexOf('/') + 1);
        String account = reference.substring(0, Math.max(0, reference.indexOf('/')));
        String profile = account + "-" + role;
        Instant end = issued.credentials().expiresAt();
        var taken = new Taken(
                issued.credentials().accessKeyId(),
                role,
                account,
                profile,
                words.length(Duration.between(context.instant(), end)),
                end,
                words.moment(end),
                Snippets.of(issued.credentials(), context.snapshot().issuer(), profile));
        var shell = frame.signedIn(words, words.of("taken.title", role), "", People.person(who));
        return Frame.page(Pages.taken(shell, taken, who.csrf()), words);
    }
}
