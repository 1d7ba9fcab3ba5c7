package dev.daypass.core.grant;

import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.exchange.NarrowingRequest;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.SessionPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes short sessions of the one that is kept back: never with another role, for another audience, or able to do more. */
final class Shortening {
    /** How long a session lasts whose client can make the next one. */
    static final Duration ACCESS = Duration.ofMinutes(15);

    private static final SessionPolicies.Layer NOTHING_MORE = new SessionPolicies.Layer(List.of(), List.of());

    private final Widening widening = new Widening();
    private final Narrowing narrowing;

    Shortening(Narrowing narrowing) {
        this.narrowing = narrowing;
    }

    /** What a short session is to be. */
    record Plan(RefreshGrant grant, NarrowingRequest asked, List<String> audiences, ClientSession.Granted granted) {}

    /** For all that was granted. */
    static Plan ofAll(ClientCall call, RefreshGrant grant) {
        return new Plan(grant, asked(call, grant, NOTHING_MORE), grant.audiences(), grant.granted());
    }

    /** As the client wishes, and so that nothing but a fault of ours refuses it later. */
    Outcome<Plan> wished(ClientCall call, RefreshGrant grant) {
        Wishes wishes = call.wishes();
        return audiences(call, grant).then(audiences -> Scopes.arns(
                        wishes.scopes(),
                        grant.root().owner().account(),
                        call.request().snapshot())
                .then(arns -> Scopes.within(grant.root(), arns))
                .map(arns -> asked(call, grant, new SessionPolicies.Layer(wishes.policies(), arns)))
                .then(asked -> narrowing
                        .check(grant.root(), asked, call.request())
                        .then(able -> widening.check(grant.root(), wishes.policies(), call.request()))
                        .map(able -> new Plan(grant, asked, audiences, granted(wishes, grant)))));
    }

    Outcome<ClientSession> session(Plan plan, ClientCall call) {
        RefreshGrant grant = plan.grant();
        return narrowing
                .narrow(grant.root(), plan.asked(), call.request())
                .map(issued -> new ClientSession(
                        issued, plan.audiences(), plan.granted(), grant.authentication(), Optional.empty()));
    }

    /** No other role and no other audience than first granted (RFC 8707 section 2.2). */
    private static Outcome<List<String>> audiences(ClientCall call, RefreshGrant grant) {
        return Target.of(call.wishes().targets(), call.client(), call.request().snapshot())
                .then(target -> {
                    boolean otherRole = target.role()
                            .filter(role -> !role.reference()
                                    .equals(grant.root().owner().reference()))
                            .isPresent();
                    if (otherRole || !grant.audiences().containsAll(target.audiences())) {
                        return Outcome.refused(
                                Reason.TARGET_NOT_ALLOWED,
                                "A refresh names no other role or audience than the grant",
                                "X06: the grant was for another role or audience");
                    }
                    return Outcome.granted(target.audiences().isEmpty() ? grant.audiences() : target.audiences());
                });
    }

    private static ClientSession.Granted granted(Wishes wishes, RefreshGrant grant) {
        return wishes.scopes().isEmpty() && wishes.policies().isEmpty()
                ? grant.granted()
                : new ClientSession.Granted(wishes.scopes(), wishes.policies());
    }

    private static NarrowingRequest asked(ClientCall call, RefreshGrant grant, SessionPolicies.Layer layer) {
        Duration left = Duration.between(call.request().instant(), grant.root().expiresAt());
        Duration duration = left.compareTo(ACCESS) < 0 ? left : ACCESS;
        return new NarrowingRequest(layer.inline(), layer.managed(), Optional.of(duration), call.marks());
    }
}
