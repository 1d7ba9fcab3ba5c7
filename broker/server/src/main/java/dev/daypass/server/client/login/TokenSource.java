package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.Members;
import dev.daypass.server.client.PrivateFiles;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens of a profile's role: kept ones while they are fresh, else new ones, of which many processes ask once. */
public final class TokenSource {
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final String KIND = ".token";

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
     * For what a token is wanted.
     *
     * @param audience the service; absent: the broker itself
     * @param reason what for, where a new one is asked for
     */
    public record Wanted(Optional<String> audience, Optional<String> reason) {
        String file(Profile profile) {
            return profile.name() + "@" + audience.map(Wanted::hash).orElse("broker") + KIND;
        }

        private static String hash(String audience) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(audience.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 16);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("SHA-256 is part of every Java platform", e);
            }
        }
    }

    /**
     * A token to hand out.
     *
     * @param changed when the profile was last edited; what was kept before that is not handed out
     */
    public LoginRoles.Token get(Broker broker, Profile profile, Wanted wanted, Instant changed)
            throws IOException, StsRefusal, ProofUnavailable {
        String name = wanted.file(profile);
        Optional<LoginRoles.Token> kept = fresh(name, changed);
        if (kept.isPresent()) {
            return kept.get();
        }
        PrivateFiles.Turn turn = files.turn(name);
        try {
            Optional<LoginRoles.Token> meanwhile = fresh(name, changed);
            return meanwhile.isPresent() ? meanwhile.get() : asked(broker, profile, wanted);
        } finally {
            turn.close();
        }
    }

    /** Forgets what is kept for a profile. */
    public void forget(String profile) throws IOException {
        files.deleteAll(profile + "@");
    }

    private LoginRoles.Token asked(Broker broker, Profile profile, Wanted wanted)
            throws IOException, StsRefusal, ProofUnavailable {
        var wish = new LoginRoles.Wish(profile.duration(), wanted.reason());
        LoginRoles.Token token = roles.token(broker, profile.role(), wish, wanted.audience());
        Map<String, String> members = new LinkedHashMap<>();
        members.put("token", token.token().reveal());
        members.put("until", token.until().toString());
        files.write(wanted.file(profile), Members.write(members), clock.instant());
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
