package dev.daypass.core.policy;

import java.util.Set;

/**
 * Who asks, in every way in which a {@code Principal} element may name it.
 *
 * @param account the 12-digit account it belongs to; empty for identities of providers and for services, which no
 *     account vouches for
 * @param arns the exact ARN of the session or the user
 * @param roleArns the ARN of the role behind the session
 * @param uniqueIds ids that no later thing of the same name shares: {@code AIDA…} of a user, {@code AROA…} of a role
 * @param federated a provider's ARN, its configured name, and the issuer's host and path
 * @param services names of service principals
 */
public record Requester(
        String account,
        Set<String> arns,
        Set<String> roleArns,
        Set<String> uniqueIds,
        Set<String> federated,
        Set<String> services) {
    public Requester {
        arns = Set.copyOf(arns);
        roleArns = Set.copyOf(roleArns);
        uniqueIds = Set.copyOf(uniqueIds);
        federated = Set.copyOf(federated);
        services = Set.copyOf(services);
    }

    /** A session of a role: {@code …:assumed-role/NAME/SESSION} of {@code …:role/NAME} with the id {@code AROA…}. */
    public static Requester roleSession(String account, String sessionArn, String roleArn, String roleId) {
        return new Requester(account, Set.of(sessionArn), Set.of(roleArn), Set.of(roleId), Set.of(), Set.of());
    }

    /** A user with long-term keys, or that user's own session. */
    public static Requester user(String account, String userArn, String userId) {
        return new Requester(account, Set.of(userArn), Set.of(), Set.of(userId), Set.of(), Set.of());
    }

    /** A session made by {@code GetFederationToken}: {@code …:federated-user/NAME}. */
    public static Requester federatedUser(String account, String federatedUserArn) {
        return new Requester(account, Set.of(federatedUserArn), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** An identity that a provider vouched for, before it has any session. */
    public static Requester federated(Set<String> providerNames) {
        return new Requester("", Set.of(), Set.of(), Set.of(), providerNames, Set.of());
    }

    /** A service that acts for itself. */
    public static Requester service(String name) {
        return new Requester("", Set.of(), Set.of(), Set.of(), Set.of(), Set.of(name));
    }
}
