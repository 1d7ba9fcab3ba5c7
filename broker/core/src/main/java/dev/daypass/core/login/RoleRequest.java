package dev.daypass.core.login;

import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody asks for who picks a role from a list: the role, maybe for how long, how much of it and what for. */
public final class RoleRequest {
    private static final int LONGEST_NAME = 64;
    private static final Pattern NOT_OF_NAMES = Pattern.compile("[^\\w+=,.@-]");

    private RoleRequest() {}

    /**
     * What is asked for.
     *
     * @param duration absent: the usual one
     */
    public static SessionRequest of(String roleArn, Identity identity, Provider provider, Optional<Duration> duration) {
        return of(roleArn, identity, provider, RoleWish.lasting(duration), List.of());
    }

    /**
     * @param policyArns what the wish's narrowing stands for
     */
    static SessionRequest of(
            String roleArn, Identity identity, Provider provider, RoleWish wish, List<String> policyArns) {
        return new SessionRequest(
                SessionRequest.Action.withProofOf(provider.settings().kind()),
                roleArn,
                Optional.empty(),
                sessionName(identity, provider),
                wish.duration(),
                List.of(),
                policyArns,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                wish.reason());
    }

    /**
     * A program chooses a session name, a person who picks a role does not: where neither rule nor provider gives one, the
     * subject does, made to fit. A directory knows a name to read.
     */
    private static Optional<String> sessionName(Identity identity, Provider provider) {
        if (provider.settings().kind() == ProviderSettings.Kind.DIRECTORY) {
            return Optional.empty();
        }
        String fitting = NOT_OF_NAMES.matcher(identity.subject().value()).replaceAll("-");
        String name = fitting.length() < 2 ? fitting + "-" : fitting;
        return Optional.of(name.substring(0, Math.min(LONGEST_NAME, name.length())));
    }
}
