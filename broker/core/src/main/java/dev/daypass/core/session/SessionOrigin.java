package dev.daypass.core.session;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a session comes from.
 *
 * @param provider the identity provider, absent where a user or service with long-term keys began
 * @param subject the provider's subject, or the ARN or name of the user or service
 * @param subjectId unique id of the user who began it: a user made again under the same name is another one; absent where
 *     a provider vouched, for services, and in what an older broker wrote
 * @param user normalised attributes: condition keys {@code user/NAME} for the whole session
 * @param conditionKeys keys of the proof that stay valid for the whole session, such as {@code saml:sub}
 */
public record SessionOrigin(
        Optional<ProviderId> provider,
        String subject,
        Optional<String> subjectId,
        Attributes user,
        Map<String, List<String>> conditionKeys) {
    public SessionOrigin {
        conditionKeys = Map.copyOf(conditionKeys);
    }

    /** An origin whose subject has no unique id here. */
    public SessionOrigin(
            Optional<ProviderId> provider, String subject, Attributes user, Map<String, List<String>> conditionKeys) {
        this(provider, subject, Optional.empty(), user, conditionKeys);
    }

    /** A user with long-term keys. */
    public static SessionOrigin ofUser(String arn, String uniqueId) {
        return new SessionOrigin(Optional.empty(), arn, Optional.of(uniqueId), Attributes.none(), Map.of());
    }

    /** A service with long-term keys. */
    public static SessionOrigin ofService(String name) {
        return new SessionOrigin(Optional.empty(), name, Attributes.none(), Map.of());
    }

    /**
     * The same origin with more condition keys; a later one replaces an earlier one of its name. A client that takes over
     * from another does not make it forgotten.
     */
    public SessionOrigin with(Map<String, List<String>> marks) {
        if (marks.isEmpty()) {
            return this;
        }
        var keys = new LinkedHashMap<>(conditionKeys);
        keys.putAll(marks);
        List<String> former = ClientMarks.clients(conditionKeys).stream()
                .filter(client ->
                        !keys.getOrDefault(ClientMarks.CLIENT, List.of()).contains(client))
                .toList();
        if (!former.isEmpty()) {
            keys.put(ClientMarks.FORMER_CLIENTS, former);
        }
        return new SessionOrigin(provider, subject, subjectId, user, keys);
    }
}
