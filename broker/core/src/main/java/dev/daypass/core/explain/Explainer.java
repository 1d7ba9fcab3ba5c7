package dev.daypass.core.explain;

import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.EffectivePolicies;
import dev.daypass.core.exchange.Rehearsal;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Explains what would come of somebody's sign-in. Issues nothing, audits nothing. Safe for several threads. */
public final class Explainer {
    /** A name that fits every rule of session names, for subjects that do not. */
    private static final String SESSION_NAME = "explained";

    /** RFC 5737: an address that belongs to nobody. */
    private static final String ADDRESS = "192.0.2.1";

    private final Rehearsal rehearsal = new Rehearsal();
    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies policies = new EffectivePolicies();
    private final Clock clock;

    public Explainer(Clock clock) {
        this.clock = clock;
    }

    /** Explains every role. */
    public Explanation explain(Imagined somebody, Snapshot snapshot) {
        RequestContext request = request(snapshot);
        Outcome<Identity> signedIn = signIn(somebody, request);
        List<String> assumptions = somebody.assumptions(snapshot);
        return signedIn.fold(
                identity -> explain(
                        assumptions, new Caller.Federated(identity), role -> asked(role, somebody.provider()), request),
                refusal -> new Explanation(
                        assumptions, Optional.of(refusal), Attributes.none(), new RuleTrace(List.of()), List.of()));
    }

    /**
     * Explains every role to somebody who has signed in.
     *
     * @param asking what would be asked of each
     */
    public Explanation explain(Caller.Federated caller, Function<Role, SessionRequest> asking, RequestContext request) {
        return explain(List.of(), caller, asking, request);
    }

    private Explanation explain(
            List<String> assumptions,
            Caller.Federated caller,
            Function<Role, SessionRequest> asking,
            RequestContext request) {
        Entitlements entitlements = request.snapshot().rules().evaluate(caller.identity());
        List<Explanation.RoleReport> roles = request.snapshot().roles().stream()
                .map(role -> report(role, caller, asking.apply(role), entitlements, request))
                .sorted(Comparator.comparing(report -> !report.obtained()))
                .toList();
        return new Explanation(assumptions, Optional.empty(), caller.identity().user(), entitlements.trace(), roles);
    }

    /** Whether an explained session may do something. */
    public Decision decide(Session session, String action, String resource, ConditionContext extra, Snapshot snapshot) {
        RequestContext request = request(snapshot);
        Caller holder = new Caller.SessionHolder(session);
        ConditionContext context = extra.with(CallerContext.of(holder, request));
        var question = new AccessRequest(CallerView.of(holder, snapshot).requester(), action, resource, context);
        return evaluator.decide(policies.of(holder, snapshot), question);
    }

    private RequestContext request(Snapshot snapshot) {
        // Sessions end at whole seconds: one that began at such a second is as long as it was meant to be.
        var instant = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new RequestContext("explain", new RequestContext.Client(ADDRESS, true, ""), instant, snapshot);
    }

    /** What sign-in does after the proof has been verified. */
    private static Outcome<Identity> signIn(Imagined somebody, RequestContext request) {
        Provider provider = somebody.provider();
        if (provider.state() == Provider.State.DISABLED) {
            return refused(Reason.PROVIDER_DISABLED, "the provider is disabled");
        }
        if (provider.blockedSubjects().contains(somebody.subject())) {
            return refused(Reason.SUBJECT_DISABLED, "the subject is among the provider's `blockedSubjects`");
        }
        Identity identity = somebody.identity(request.snapshot(), request.instant());
        return provider.mapping()
                .apply(identity)
                .map(identity::normalised)
                .then(normalised -> enriched(normalised, somebody, request.snapshot()))
                .then(known -> provider.require()
                        .map(require -> require.check(known))
                        .orElseGet(() -> Outcome.granted(known)));
    }

    /** No directory is asked: it says what is given, or nothing. */
    private static Outcome<Identity> enriched(Identity identity, Imagined somebody, Snapshot snapshot) {
        Optional<Provider> directory =
                somebody.provider().enrichment().flatMap(enrichment -> snapshot.provider(enrichment.from()));
        if (directory.isEmpty() || somebody.told().isEmpty()) {
            return Outcome.granted(identity);
        }
        Identity told = somebody.toldBy(directory.get(), somebody.told().get());
        return directory
                .get()
                .mapping()
                .apply(told)
                .map(user -> identity.normalised(identity.user().enrichedBy(user)));
    }

    private static Outcome<Identity> refused(Reason reason, String message) {
        return Outcome.refused(new Refusal(reason, message, message));
    }

    private Explanation.RoleReport report(
            Role role, Caller caller, SessionRequest asked, Entitlements entitlements, RequestContext request) {
        Outcome<Session> session = rehearsal.session(caller, asked, role, request);
        List<String> grantedBy = request.snapshot().namesOf(role).stream()
                .flatMap(name -> entitlements.find(name).stream())
                .findFirst()
                .map(entitlement -> entitlement.rules())
                .orElseGet(List::of);
        return new Explanation.RoleReport(
                role.reference(),
                grantedBy,
                entitlements.denyingRules(role.reference()),
                session.value(),
                session.refusal(),
                rehearsal.trust(caller, asked, role, request),
                rehearsal.bounds(caller, asked, role, request));
    }

    private static SessionRequest asked(Role role, Provider provider) {
        return new SessionRequest(
                SessionRequest.Action.withProofOf(provider.settings().kind()),
                role.arn().toString(),
                Optional.empty(),
                Optional.of(SESSION_NAME),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
