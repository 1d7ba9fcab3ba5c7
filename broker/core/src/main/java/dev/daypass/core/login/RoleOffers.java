package dev.daypass.core.login;

import dev.daypass.core.exchange.Rehearsal;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.principal.Account;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Entitlement;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which roles somebody may take now. It asks the gates that the taking will ask, so that a role on the list can be taken
 * and none is missing. Issues nothing, audits nothing; safe for several threads.
 */
public final class RoleOffers {
    private static final Comparator<RoleOffer> BY_NAME = Comparator.comparing(
                    (RoleOffer offer) -> offer.account().alias())
            .thenComparing(offer -> offer.role().name())
            .thenComparing(offer -> offer.role().reference());

    private final Rehearsal rehearsal = new Rehearsal();

    /** The roles, by account and name. */
    public List<RoleOffer> of(Caller.Federated caller, RequestContext request) {
        Identity identity = caller.identity();
        Optional<Provider> provider = request.snapshot()
                .provider(identity.provider())
                .filter(known -> known.state() == Provider.State.ENABLED);
        if (provider.isEmpty()) {
            return List.of();
        }
        Entitlements entitlements = request.snapshot().rules().evaluate(identity);
        return request.snapshot().roles().stream()
                .flatMap(role -> granted(role, entitlements, request.snapshot())
                        .flatMap(entitlement -> offer(role, entitlement, caller, provider.get(), request))
                        .stream())
                .sorted(BY_NAME)
                .toList();
    }

    /** The names of the roles, {@code ALIAS/NAME}, for who asks for no more: each is rehearsed once. */
    public List<String> names(Caller.Federated caller, RequestContext request) {
        Optional<Provider> provider = request.snapshot()
                .provider(caller.identity().provider())
                .filter(known -> known.state() == Provider.State.ENABLED);
        if (provider.isEmpty()) {
            return List.of();
        }
        Entitlements entitlements = request.snapshot().rules().evaluate(caller.identity());
        return request.snapshot().roles().stream()
                .filter(role -> granted(role, entitlements, request.snapshot()).isPresent())
                .filter(role -> session(role, caller, provider.get(), Optional.empty(), request)
                        .isPresent())
                .map(Role::reference)
                .toList();
    }

    /** The session that the caller would get of a role that is offered; of another one, none. */
    public Optional<Session> imagined(Caller.Federated caller, Role role, RequestContext request) {
        return request.snapshot()
                .provider(caller.identity().provider())
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .flatMap(provider -> session(role, caller, provider, Optional.empty(), request));
    }

    private static Optional<Entitlement> granted(Role role, Entitlements entitlements, Snapshot snapshot) {
        return snapshot.namesOf(role).stream()
                .flatMap(name -> entitlements.find(name).stream())
                .findFirst();
    }

    private Optional<RoleOffer> offer(
            Role role, Entitlement entitlement, Caller.Federated caller, Provider provider, RequestContext request) {
        Optional<Session> longest = session(role, caller, provider, Optional.of(role.maxSessionDuration()), request);
        Optional<Session> usual = session(role, caller, provider, Optional.empty(), request);
        Optional<Account> account = request.snapshot().account(role.account());
        return longest.flatMap(session -> usual.flatMap(plain -> account.map(owner -> new RoleOffer(
                role,
                owner,
                entitlement.rules(),
                length(session, request.instant()),
                length(plain, request.instant()),
                session.labels().name()))));
    }

    private Optional<Session> session(
            Role role,
            Caller.Federated caller,
            Provider provider,
            Optional<Duration> duration,
            RequestContext request) {
        return rehearsal
                .session(
                        caller,
                        RoleRequest.of(role.arn().toString(), caller.identity(), provider, duration),
                        role,
                        request)
                .value();
    }

    /** From the second in which it would begin: sessions end at whole seconds. */
    private static Duration length(Session session, Instant now) {
        return Duration.ofSeconds(session.expiresAt().getEpochSecond() - now.getEpochSecond());
    }
}
