package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** A name and a password that may be shown to a directory. */
final class PresentedPassword implements ParsedProof {
    /** How long what a directory said is true, for whoever asks: a password itself has no end. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final Proof.Password password;
    private final Directories directories;
    private final Guesses guesses;
    private final SecureRandom random;

    PresentedPassword(Proof.Password password, Directories directories, Guesses guesses, SecureRandom random) {
        this.password = password;
        this.directories = directories;
        this.guesses = guesses;
        this.random = random;
    }

    /** A password names no issuer; the entrance says which directory it is for. */
    @Override
    public String claimedIssuer() {
        return "";
    }

    @Override
    public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
        if (!(provider.settings() instanceof DirectorySettings settings)) {
            return DirectoryRefusals.refused(Reason.PROVIDER_MISMATCH, "S88: the provider takes no passwords");
        }
        var arrival = new People.Arrival("pwd", request.snapshot().issuer(), proofId(), request.instant());
        return directories
                .live(provider)
                .then(live -> new PasswordSignIn(provider, settings, live, guesses, arrival)
                        .signIn(password.name(), password.password().reveal()))
                .map(identity -> new Verified(
                        identity, Optional.empty(), request.instant().plus(GOOD_FOR)));
    }

    private String proofId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return password.toString();
    }
}
