package dev.daypass.core.exchange;

import dev.daypass.core.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller asks for when it assumes a role. Texts are as sent; the exchange judges them.
 *
 * @param action the trust-policy action this entrance stands for
 * @param roleArn the role's full ARN
 * @param providerArn the provider named by the caller ({@code PrincipalArn}), where the protocol has it
 * @param sessionName {@code RoleSessionName}; absent where identity or rule gives it
 * @param duration asked for; absent: the role's default of an hour
 * @param policies inline session policies, JSON
 * @param policyArns managed session policies
 * @param tags session tags in the order sent
 * @param transitiveTagKeys keys of tags that pass on
 * @param externalId {@code sts:ExternalId}
 * @param sourceIdentity {@code sts:SourceIdentity}
 * @param marks condition keys that the entrance has proven: true now and as long as the session lives
 * @param statedReason what somebody says they need it for; for the audit alone
 */
public record SessionRequest(
        Action action,
        String roleArn,
        Optional<String> providerArn,
        Optional<String> sessionName,
        Optional<Duration> duration,
        List<String> policies,
        List<String> policyArns,
        Map<String, String> tags,
        Set<String> transitiveTagKeys,
        Optional<String> externalId,
        Optional<String> sourceIdentity,
        Map<String, List<String>> marks,
        Optional<String> statedReason) {
    /** A request for which nobody was asked what for. */
    public SessionRequest(
            Action action,
            String roleArn,
            Optional<String> providerArn,
            Optional<String> sessionName,
            Optional<Duration> duration,
            List<String> policies,
            List<String> policyArns,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            Optional<String> externalId,
            Optional<String> sourceIdentity,
            Map<String, List<String>> marks) {
        this(
                action,
                roleArn,
                providerArn,
                sessionName,
                duration,
                policies,
                policyArns,
                tags,
                transitiveTagKeys,
                externalId,
                sourceIdentity,
                marks,
                Optional.empty());
    }

    /** The actions that trust policies name. */
    public enum Action {
        ASSUME_ROLE("sts:AssumeRole"),
        ASSUME_ROLE_WITH_SAML("sts:AssumeRoleWithSAML"),
        ASSUME_ROLE_WITH_WEB_IDENTITY("sts:AssumeRoleWithWebIdentity"),
        ASSUME_ROLE_WITH_DIRECTORY("sts:AssumeRoleWithDirectory");

        private final String iamName;

        Action(String iamName) {
            this.iamName = iamName;
        }

        /** What somebody asks for who comes with a proof of such a provider. */
        public static Action withProofOf(ProviderSettings.Kind kind) {
            return switch (kind) {
                case SAML -> ASSUME_ROLE_WITH_SAML;
                case OIDC, JWT -> ASSUME_ROLE_WITH_WEB_IDENTITY;
                case DIRECTORY -> ASSUME_ROLE_WITH_DIRECTORY;
            };
        }

        /** As policies write it. */
        public String iamName() {
            return iamName;
        }
    }
}
