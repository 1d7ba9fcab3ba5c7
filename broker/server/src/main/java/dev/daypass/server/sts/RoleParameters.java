package dev.daypass.server.sts;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all ways to a role have in common. */
record RoleParameters(String roleArn, Optional<Duration> duration, Optional<String> policy, List<String> policyArns) {
    /** Seconds of the shortest session. */
    static final int SHORTEST = 900;

    private static final int LONGEST = 43_200;

    static RoleParameters of(Parameters parameters) {
        return new RoleParameters(
                parameters.required("RoleArn", TextRule.ARN),
                parameters.duration(SHORTEST, LONGEST),
                parameters.optional("Policy", TextRule.POLICY),
                parameters.texts("PolicyArns", ".arn", 10, TextRule.ARN));
    }

    /** The request of a caller with a proof, who passes no tags: the proof does. */
    SessionRequest proven(SessionRequest.Action action, Optional<String> providerArn, Optional<String> sessionName) {
        return new SessionRequest(
                action,
                roleArn,
                providerArn,
                sessionName,
                duration,
                policy.stream().toList(),
                policyArns,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /**
     * The provider that an ARN names; what is no such ARN names a provider that nobody has.
     *
     * @param kind how the resource of such an ARN begins
     */
    static ProviderId provider(String arn, String kind) {
        return new ProviderId(Arn.parse(arn)
                .map(Arn::resource)
                .filter(resource -> resource.startsWith(kind))
                .map(resource -> resource.substring(kind.length()))
                .orElse(""));
    }
}
