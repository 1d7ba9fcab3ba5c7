package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.Members;
import dev.daypass.server.client.PrivateFiles;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens of a profile's role: kept ones while they are fresh, else new ones, of which many processes ask once. */
public final class TokenSource {
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final String KIND = "@broker.token";

    private final PrivateFiles files;
    private final LoginRoles roles;
    private final Clock clock;

    /**
     * @param directory where they are kept
     */
    public TokenSource(Path directory, LoginRoles roles, Clock clock) {
        this.files = new PrivateFiles(directory);
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * A token to hand out.
     *
     * @param changed when the profile was last edited; what was kept before that is not handed out
     */
    public LoginRoles.Token get(Broker broker, Profile profile, Instant changed)
            throws IOException, StsRefusal, ProofUnavailable {
        String name = profile.name() + KIND;
        Optional<LoginRoles.Token> kept = fresh(name, changed);
        if (kept.isPresent()) {
            return kept.get();
        }
        PrivateFiles.Turn turn = files.turn(name);
        try {
            Optional<LoginRoles.Token> meanwhile = fresh(name, changed);
            return meanwhile.isPresent() ? meanwhile.get() : asked(broker, profile, name);
        } finally {
            turn.close();
        }
    }

    /** Forgets what is kept for a profile. */
    public void forget(String profile) throws IOException {
        files.deleteAll(profile + "@");
    }

    private LoginRoles.Token asked(Broker broker, Profile profile, String name)
            throws IOException, StsRefusal, ProofUnavailable {
        LoginRoles.Token token = roles.token(broker, profile.role(), profile.duration());
        Map<String, String> members = new LinkedHashMap<>();
        members.put("token", token.token().reveal());
        members.put("until", token.until().toString());
        files.write(name, Members.write(members), clock.instant());
        return token;
    }

    private Optional<LoginRoles.Token> fresh(String name, Instant changed) throws IOException {
        return files.find(name)
                .filter(found -> !found.written().isBefore(changed))
                .flatMap(found -> read(found.text()))
                .filter(token -> clock.instant().plus(EARLY).isBefore(token.until()));
    }

    private static Optional<LoginRoles.Token> read(String text) {
        try {
            return Members.find(text, "token").flatMap(token -> Members.find(text, "until")
                    .map(until -> new LoginRoles.Token(Secret.of(token), Instant.parse(until))));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
