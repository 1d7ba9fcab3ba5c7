package dev.daypass.core.decision;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.policy.Requester;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.principal.User;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.Snapshot;
import java.util.Set;

/**
 * A caller in IAM's terms: what GetCallerIdentity answers and what {@code Principal} elements are matched against.
 *
 * @param arn the caller's own ARN, or the provider's subject where it has none yet
 * @param userId unique id, for role sessions with the session name behind a colon
 * @param account 12 digits; empty for identities and services, for which no account vouches
 */
public record CallerView(String arn, String userId, String account, Requester requester) {
    public static CallerView of(Caller caller, Snapshot snapshot) {
        if (caller instanceof Caller.Federated federated) {
            return ofIdentity(federated.identity());
        }
        if (caller instanceof Caller.UserWithKeys withKeys) {
            return ofUser(withKeys.user());
        }
        if (caller instanceof Caller.ServiceWithKeys withKeys) {
            return ofService(withKeys.service(), snapshot);
        }
        return ofSession(((Caller.SessionHolder) caller).session(), snapshot);
    }

    private static CallerView ofIdentity(Identity identity) {
        String subject = identity.subject().value();
        return new CallerView(
                identity.provider().name() + ":" + subject,
                subject,
                "",
                Requester.federated(Set.of(identity.provider().name())));
    }

    private static CallerView ofUser(User user) {
        String arn = user.arn().toString();
        return new CallerView(
                arn, user.uniqueId(), user.account(), Requester.user(user.account(), arn, user.uniqueId()));
    }

    private static CallerView ofService(ServicePrincipal service, Snapshot snapshot) {
        Arn arn = new Arn(snapshot.partition().name(), "iam", "", service.account(), "service/" + service.name());
        return new CallerView(arn.toString(), service.name(), "", Requester.service(service.name()));
    }

    private static CallerView ofSession(Session session, Snapshot snapshot) {
        SessionOwner owner = session.owner();
        String account = owner.account();
        String arn = owner.arn().toString();
        return switch (owner.kind()) {
            case ROLE ->
                new CallerView(
                        arn,
                        owner.uniqueId() + ":" + session.labels().name(),
                        account,
                        Requester.roleSession(account, arn, roleArn(owner, snapshot), owner.uniqueId()));
            case USER -> new CallerView(arn, owner.uniqueId(), account, Requester.user(account, arn, owner.uniqueId()));
            case FEDERATED_USER ->
                new CallerView(
                        arn, account + ":" + session.labels().name(), account, Requester.federatedUser(account, arn));
        };
    }

    /** A session whose role is gone is refused long before; its own ARN then names nobody. */
    private static String roleArn(SessionOwner owner, Snapshot snapshot) {
        return snapshot.role(owner.reference())
                .map(role -> role.arn().toString())
                .orElse(owner.arn().toString());
    }
}
