package dev.daypass.core.decision;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.util.Locale;
import java.util.Set;

/**
 * The condition keys that caller and request bring by themselves (IAM global condition keys), and ours: {@code
 * user/NAME} for every normalised attribute, {@code daypass:Provider}.
 */
public final class CallerContext {
    private static final Set<String> RESERVED =
            Set.of("aws:", "sts:", "saml:", "user/", "daypass:", "iam:", "directory:");

    private CallerContext() {}

    /** Whether only we may say what a key's value is: our own prefixes, and {@code ISSUER:} of every token provider. */
    static boolean reserved(String key, Snapshot snapshot) {
        String folded = key.toLowerCase(Locale.ROOT);
        return RESERVED.stream().anyMatch(folded::startsWith)
                || snapshot.providers().stream()
                        .map(Provider::settings)
                        .filter(TokenSettings.class::isInstance)
                        .map(settings -> issuerPath(((TokenSettings) settings).issuer()) + ":")
                        .anyMatch(prefix -> folded.startsWith(prefix.toLowerCase(Locale.ROOT)));
    }

    /** An issuer as condition keys write it: without its scheme. */
    public static String issuerPath(String issuer) {
        int scheme = issuer.indexOf("://");
        return scheme < 0 ? issuer : issuer.substring(scheme + 3);
    }

    public static ConditionContext of(Caller caller, RequestContext request) {
        ConditionContext.Builder keys = ConditionContext.builder();
        putRequest(keys, request);
        if (caller instanceof Caller.Federated federated) {
            putUser(keys, federated.identity().user());
        } else if (caller instanceof Caller.UserWithKeys withKeys) {
            putUserPrincipal(keys, withKeys.user());
        } else if (caller instanceof Caller.ServiceWithKeys withKeys) {
            keys.put("aws:PrincipalType", "Service")
                    .put("aws:PrincipalServiceName", withKeys.service().name());
        } else {
            putSession(keys, ((Caller.SessionHolder) caller).session(), request.snapshot());
        }
        // Last: what this request proves now is truer than what the session remembers.
        request.possession().conditionKeys().forEach(keys::put);
        return keys.build();
    }

    private static void putRequest(ConditionContext.Builder keys, RequestContext request) {
        keys.put("aws:CurrentTime", request.instant().toString())
                .put("aws:EpochTime", Long.toString(request.instant().getEpochSecond()))
                .put("aws:SourceIp", request.client().address())
                .put("aws:SecureTransport", Boolean.toString(request.client().secure()));
        if (!request.client().userAgent().isEmpty()) {
            keys.put("aws:UserAgent", request.client().userAgent());
        }
    }

    /** The normalised attributes of an identity as {@code user/NAME}. */
    public static void putUser(ConditionContext.Builder keys, Attributes user) {
        user.asMap()
                .forEach((name, values) -> keys.put(
                        "user/" + name,
                        values.stream().map(AttributeValue::text).toList()));
    }

    private static void putUserPrincipal(ConditionContext.Builder keys, User user) {
        keys.put("aws:PrincipalArn", user.arn().toString())
                .put("aws:PrincipalAccount", user.account())
                .put("aws:PrincipalType", "User")
                .put("aws:userid", user.uniqueId())
                .put("aws:username", user.name());
        user.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
    }

    private static void putSession(ConditionContext.Builder keys, Session session, Snapshot snapshot) {
        SessionOwner owner = session.owner();
        switch (owner.kind()) {
            case ROLE -> snapshot.role(owner.reference()).ifPresent(role -> putRoleSession(keys, role, session));
            case USER -> snapshot.user(owner.reference()).ifPresent(user -> putUserPrincipal(keys, user));
            case FEDERATED_USER ->
                keys.put("aws:PrincipalArn", owner.arn().toString())
                        .put("aws:PrincipalAccount", owner.account())
                        .put("aws:PrincipalType", "FederatedUser")
                        .put(
                                "aws:userid",
                                owner.account() + ":" + session.labels().name());
        }
        session.labels().tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
        session.labels().sourceIdentity().ifPresent(identity -> keys.put("aws:SourceIdentity", identity));
        keys.put("aws:TokenIssueTime", session.issuedAt().toString());
        session.origin().conditionKeys().forEach(keys::put);
        session.origin()
                .provider()
                .flatMap(snapshot::provider)
                .ifPresent(provider -> putProvider(keys, provider, owner.account(), snapshot));
        putUser(keys, session.origin().user());
    }

    private static void putRoleSession(ConditionContext.Builder keys, Role role, Session session) {
        keys.put("aws:PrincipalArn", role.arn().toString())
                .put("aws:PrincipalAccount", role.account())
                .put("aws:PrincipalType", "AssumedRole")
                .put("aws:userid", role.uniqueId() + ":" + session.labels().name());
        role.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
    }

    /** The provider as it is named in an account. */
    public static void putProvider(
            ConditionContext.Builder keys, Provider provider, String account, Snapshot snapshot) {
        keys.put(
                        "aws:FederatedProvider",
                        providerArn(provider, account, snapshot).toString())
                .put("daypass:Provider", provider.id().name());
    }

    /** The ARN under which an account knows a provider. */
    public static Arn providerArn(Provider provider, String account, Snapshot snapshot) {
        String name = provider.id().name();
        return switch (provider.settings().kind()) {
            case SAML -> snapshot.partition().samlProvider(account, name);
            case OIDC, JWT -> snapshot.partition().oidcProvider(account, name);
            case DIRECTORY -> snapshot.partition().directory(account, name);
        };
    }
}
