package dev.daypass.server.signin;

import dev.daypass.core.administration.Administration;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.Csrf;
import dev.daypass.core.login.Presence;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.Contact;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who sits at the browser that a request came from, and whether a form that it sent is one of ours. Pages and sign-in
 * endpoints ask here; nothing else reads the cookies. Safe for several threads.
 */
public final class Browsers {
    /** The hidden field of every form that changes something. */
    public static final String CSRF = "csrf";

    private final Core core;
    private final Supplier<Snapshot> snapshots;

    /** The use cases behind it. */
    public record Core(
            BrowserSessions sessions, Csrf csrf, Presence presence, Administration administration, AuditSink audit) {}

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public Browsers(Core core, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.snapshots = snapshots;
    }

    /** The request as the core sees it; made once for each. */
    public RequestContext context(Request request) {
        Request.Origin origin = request.origin();
        return new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
    }

    /** Who is signed in; refused with {@code NOT_SIGNED_IN} if nobody is, and audited where a cookie says otherwise. */
    public Outcome<SignedIn> signedIn(Request request, RequestContext context) {
        Outcome<SignedIn> outcome = find(request, context);
        return cookie(request).isPresent() ? audited(outcome, context) : outcome;
    }

    private Outcome<SignedIn> find(Request request, RequestContext context) {
        return cookie(request)
                .map(cookie -> core.sessions()
                        .find(cookie, context)
                        .map(session -> new SignedIn(
                                session,
                                cookie,
                                core.csrf().token(cookie),
                                () -> core.administration().abilities(session, context),
                                !context.snapshot().tiles().isEmpty())))
                .orElseGet(() -> Outcome.refused(
                        Reason.NOT_SIGNED_IN, "You are not signed in; sign in first", "no session cookie, or several"));
    }

    private static Optional<Secret> cookie(Request request) {
        return BrowserCookies.only(request.headers(), BrowserCookies.SESSION).map(Secret::of);
    }

    /** Who helps people that are stuck. */
    public Optional<Contact> contact() {
        return snapshots.get().contact();
    }

    /** What people read instead of a provider's name; the name of one that is gone. */
    public String label(ProviderId provider) {
        return snapshots.get().provider(provider).map(Provider::label).orElse(provider.name());
    }

    /** Where somebody signed in with this browser the last time, if one still can. */
    public Optional<Provider> lastProvider(Request request, RequestContext context) {
        return BrowserCookies.only(request.headers(), BrowserCookies.LAST)
                .flatMap(name -> context.snapshot().provider(new ProviderId(name)))
                .filter(provider -> provider.state() == Provider.State.ENABLED);
    }

    /** The live session of this browser, also where its own cookie does not come along: with another site's post. */
    Optional<BrowserSession> present(Request request, RequestContext context) {
        return find(request, context).value().map(SignedIn::session).or(() -> BrowserCookies.only(
                        request.headers(), BrowserCookies.PRESENCE)
                .flatMap(core.presence()::handle)
                .flatMap(handle -> core.sessions().named(handle, context)));
    }

    /**
     * A form that changes something: sent by one of our pages, with the token of this browser. Whatever else is refused
     * with {@code FORM_FORGED} and audited (security W01).
     */
    public Outcome<Form> form(Request request, SignedIn who, RequestContext context) {
        Outcome<Form> outcome = PostedForm.fromOurPages(request, context).then(form -> form.get(CSRF)
                .filter(token -> core.csrf().isOurs(who.cookie(), token))
                .map(token -> Outcome.granted(form))
                .orElseGet(() -> PostedForm.forged("W01: the form has no token of this browser")));
        return audited(outcome, context);
    }

    /** Marks a text that goes into an address of theirs, so that nobody else's link can say it. */
    public String mark(SignedIn who, String text) {
        return core.csrf().mark(who.cookie(), text);
    }

    /** Whether a text in an address was marked for this browser. */
    public boolean isMarked(SignedIn who, String text, String mark) {
        return core.csrf().isMarked(who.cookie(), text, mark);
    }

    /** A form of one of our pages before anybody is signed in; the login that it belongs to proves the rest. */
    public Outcome<Form> formBeforeSignIn(Request request, RequestContext context) {
        return audited(PostedForm.fromOurPages(request, context), context);
    }

    /** Has the audit told of a refusal that no use case has seen. */
    public <T> Outcome<T> audited(Outcome<T> outcome, RequestContext context) {
        outcome.refusal().ifPresent(refusal -> core.audit()
                .append(context.facts().refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }
}
