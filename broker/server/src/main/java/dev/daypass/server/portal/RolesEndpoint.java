package dev.daypass.server.portal;

import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.grant.ConsoleSignIn;
import dev.daypass.core.login.RoleHabits;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.login.RoleWish;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.role.Role;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.rules.Entitlement;
import dev.daypass.core.rules.Entitlements;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a role at {@code POST /roles/take} and answers with its session's page, the only one that shows the secrets:
 * nothing here could show them again. Safe for several threads.
 */
final class RolesEndpoint {
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");

    private final RoleTaking taking;
    private final RoleHabits habits;
    private final ConsoleSignIn consoles;
    private final Browsers browsers;
    private final Frame frame;
    private final SignedForms forms;
    private final RefusalPages refusals;

    RolesEndpoint(Portal.Core core, Browsers browsers, Frame frame) {
        this.taking = core.taking();
        this.habits = core.habits();
        this.consoles = core.consoles();
        this.browsers = browsers;
        this.frame = frame;
        this.forms = new SignedForms(browsers, frame);
        this.refusals = new RefusalPages(frame);
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/roles/take", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::take);
    }

    private Answer take(Request request) {
        return forms.answer(request, sent -> browsers.audited(wish(sent.form()), sent.context())
                .map(wish -> take(new Picked(sent.who(), sent.field("role"), wish), request, sent.context())));
    }

    /** A role that somebody has picked. */
    private record Picked(SignedIn who, String role, RoleWish wish) {}

    private Answer take(Picked picked, Request request, RequestContext context) {
        return taking.take(picked.who().session(), picked.role(), picked.wish(), context)
                .fold(
                        issued -> {
                            habits.taken(picked.who().session(), picked.role(), context);
                            return page(issued, picked, request, context);
                        },
                        refusal -> asksForReason(picked, refusal, context)
                                ? refusals.page(request, refusal, "problem.reason")
                                : refusals.page(request, refusal));
    }

    /** Whether all that was wrong is what somebody wrote, or did not write, as their reason. */
    private static boolean asksForReason(Picked picked, Refusal refusal, RequestContext context) {
        boolean form = refusal.reason() == Reason.PARAMETER_MISSING || refusal.reason() == Reason.PARAMETER_INVALID;
        return form
                && context.snapshot()
                        .role(picked.role())
                        .map(role -> role.terms().reason())
                        .filter(asked -> asked != TakingTerms.Reason.NOT_ASKED)
                        .isPresent();
    }

    private static Outcome<RoleWish> wish(Form form) {
        Optional<String> asked = form.get("seconds");
        return asked.isEmpty() || SECONDS.matcher(asked.get()).matches()
                ? Outcome.granted(new RoleWish(
                        asked.map(text -> Duration.ofSeconds(Long.parseLong(text))),
                        form.get("narrowing").filter(name -> !name.isEmpty()),
                        form.get("reason").filter(text -> !text.isBlank())))
                : Outcome.refused(
                        Reason.PARAMETER_INVALID, "`seconds` must be a whole number", "`seconds` is no whole number");
    }

    private Answer page(IssuedSession issued, Picked picked, Request request, RequestContext context) {
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
                new Taken.Time(words.length(Duration.between(context.instant(), end)), end, words.moment(end)),
                new Taken.Terms(
                        picked.wish().narrowing().map(name -> RoleCards.narrowing(name, words)),
                        grantedBy(reference, picked.who(), context)),
                new Snippets(issued.credentials(), context.snapshot().issuer())
                        .of(new Snippets.Place(issued.session().owner().account(), role, profile)),
                consoles(issued, context));
        var shell = frame.signedIn(words, words.of("taken.title", role), "", People.person(picked.who()));
        return Frame.page(Pages.taken(shell, taken, picked.who().csrf()), words);
    }

    private List<Taken.Console> consoles(IssuedSession issued, RequestContext context) {
        String role = issued.session().owner().reference();
        return context.snapshot().consoles().stream()
                .filter(console -> console.takes(role))
                .map(console -> new Taken.Console(
                        console.label(),
                        FederationEndpoint.link(
                                console,
                                consoles.token(issued, context),
                                context.snapshot().issuer())))
                .toList();
    }

    private static List<String> grantedBy(String reference, SignedIn who, RequestContext context) {
        Entitlements entitlements =
                context.snapshot().rules().evaluate(who.session().identity());
        Optional<Role> role = context.snapshot().role(reference);
        return role.stream()
                .flatMap(found -> context.snapshot().namesOf(found).stream())
                .flatMap(name -> entitlements.find(name).stream())
                .findFirst()
                .map(Entitlement::rules)
                .orElseGet(List::of);
    }
}
