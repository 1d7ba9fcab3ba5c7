package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Reads names and passwords, and shows them to the directory that they are for. What has not the form of a password never
 * reaches a server: with an empty one, a bind succeeds for everybody (RFC 4513 section 5.1.2; security L01). Safe for
 * several threads.
 */
public final class PasswordReader implements ProofReader {
    private static final int LONGEST_NAME = 320;
    private static final int LONGEST_PASSWORD = 1_024;

    private final Directories directories;
    private final Guesses guesses;
    private final SecureRandom random;

    /**
     * @param guesses bounds wrong passwords
     * @param random makes names of proofs
     */
    public PasswordReader(Directories directories, Guesses guesses, SecureRandom random) {
        this.directories = directories;
        this.guesses = guesses;
        this.random = random;
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.PASSWORD;
    }

    @Override
    public Outcome<ParsedProof> read(Proof proof) {
        if (!(proof instanceof Proof.Password password)) {
            return refused("not a password: " + proof.kind());
        }
        if (!isName(password.name())) {
            return refused("L02: the name is empty, too long or has control characters");
        }
        if (!isPassword(password.password().reveal())) {
            return refused("L01: the password is blank, too long or has characters that none can have");
        }
        return Outcome.granted(new PresentedPassword(password, directories, guesses, random));
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && isEncodable(name)
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isPassword(String password) {
        return !password.isBlank()
                && password.length() <= LONGEST_PASSWORD
                && isEncodable(password)
                && password.indexOf('\0') < 0;
    }

    /** Half a character would be sent as a question mark, which is another text. */
    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Outcome<ParsedProof> refused(String why) {
        return DirectoryRefusals.refused(Reason.PASSWORD_FORM, why);
    }
}
