package dev.daypass.core.terminal;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs that may ask people for a login: our own, and those that registered themselves (RFC 7591, {@code
 * RegisterClient} of IAM Identity Center). A registration is not kept: the client id is the registration, sealed, and the
 * secret an HMAC of it. Safe for several threads.
 */
public final class TerminalClients {
    /** The {@code client_id} of the program that comes with Daypass; it has no secret. */
    public static final String BUILT_IN = "daypass-cli";

    /** How long a registration serves: no key that sealed one is kept for longer. */
    public static final Duration REGISTRATION = SessionLimits.LONGEST_OF_ALL.minusHours(1);

    private static final TerminalClient DAYPASS =
            new TerminalClient(BUILT_IN, BUILT_IN, List.of(new LoopbackRedirect("/callback")), Optional.empty());
    private static final String PREFIX = "dpc_";
    private static final String SECRET_OF = "secret\n";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._()+-]{0,63}");
    private static final Pattern SECRET = Pattern.compile("([0-9]{1,5})\\.([A-Za-z0-9_-]{43})");
    private static final String OURS = "daypass";
    private static final int MOST_REDIRECTS = 4;

    private final Supplier<KeyRing> keys;

    public TerminalClients(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    /** Whether a {@code client_id} has the form of a terminal client's; says nothing of whether there is one. */
    public static boolean isName(String id) {
        return id.equals(BUILT_IN) || id.startsWith(PREFIX);
    }

    /** Whether a program's name is ours: nobody else may be called so. */
    public static boolean isOurs(String program) {
        return program.equals(BUILT_IN);
    }

    /** Read as people read: without capitals, spaces and signs. */
    private static boolean soundsLikeOurs(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").startsWith(OURS);
    }

    KeyRing keys() {
        return keys.get();
    }

    /**
     * A client that has registered.
     *
     * @param secret what it shows beside its id
     * @param expiresAt first instant at which it serves no more
     */
    public record Registered(TerminalClient client, Secret secret, Instant expiresAt) {}

    /**
     * Registers a native client.
     *
     * @param name as it calls itself; shown to people as its own word
     * @param redirects loopback addresses; may be empty where it only uses the device grant
     */
    public Outcome<Registered> register(String name, List<String> redirects, Instant now) {
        if (!NAME.matcher(name).matches()) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "A client's name has at most 64 letters, digits, spaces and . _ ( ) + -",
                    "the client name is not of the form");
        }
        if (soundsLikeOurs(name)) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "A client's name does not begin with daypass: that is the program that comes with it",
                    "O18: a client that registers itself wants our name");
        }
        List<LoopbackRedirect> read = redirects.stream()
                .flatMap(uri -> LoopbackRedirect.of(uri).stream())
                .toList();
        if (read.size() != redirects.size() || read.size() > MOST_REDIRECTS) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "A redirect URI is http://127.0.0.1/PATH, and there are at most " + MOST_REDIRECTS,
                    "O17: a redirect URI leads elsewhere than to the machine itself");
        }
        Instant end = now.plus(REGISTRATION).truncatedTo(ChronoUnit.SECONDS);
        String id = SealedText.seal(PREFIX, Purpose.TERMINAL_CLIENT, keys.get(), out -> {
            out.writeUTF(name);
            out.writeLong(end.getEpochSecond());
            out.writeByte(read.size());
            for (LoopbackRedirect redirect : read) {
                out.writeUTF(redirect.toString());
            }
        });
        return Outcome.granted(new Registered(new TerminalClient(id, name, read, Optional.of(end)), secret(id), end));
    }

    /** A client by its id; empty if there is none, or its registration is over. */
    public Optional<TerminalClient> find(String id, Instant now) {
        if (id.equals(BUILT_IN)) {
            return Optional.of(DAYPASS);
        }
        return SealedText.open(id, PREFIX, Purpose.TERMINAL_CLIENT, keys.get(), in -> {
                    String name = in.readUTF();
                    Instant end = Instant.ofEpochSecond(in.readLong());
                    int count = in.readUnsignedByte();
                    List<LoopbackRedirect> redirects = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        redirects.add(LoopbackRedirect.of(in.readUTF()).orElseThrow());
                    }
                    return new TerminalClient(id, name, redirects, Optional.of(end));
                })
                .filter(client -> client.registered().filter(now::isBefore).isPresent());
    }

    /**
     * The client that calls where tokens are given: ours shows no secret, a registered one its own (security O20).
     *
     * @param secret as shown; absent: none
     */
    public Outcome<TerminalClient> authenticate(String id, Optional<Secret> secret, Instant now) {
        Optional<TerminalClient> client = find(id, now);
        if (client.isEmpty()) {
            return Outcome.refused(
                    Reason.CLIENT_UNKNOWN,
                    "This client is not known, or its registration is over",
                    "O20: no terminal client of this id");
        }
        boolean right = client.get().isSelfNamed()
                ? secret.filter(shown -> isSecretOf(id, shown)).isPresent()
                : secret.isEmpty();
        return right
                ? Outcome.granted(client.get())
                : Outcome.refused(
                        Reason.CLIENT_AUTHENTICATION_FAILED,
                        "The client's secret is not right",
                        "O20: terminal client `" + client.get().key() + "` with a wrong secret, or none");
    }

    private Secret secret(String id) {
        KeyRing ring = keys.get();
        int version = ring.sealingVersion();
        return Secret.of(version + "." + mac(ring, version, id).orElseThrow());
    }

    private boolean isSecretOf(String id, Secret shown) {
        Matcher form = SECRET.matcher(shown.reveal());
        return form.matches()
                && mac(keys.get(), Integer.parseInt(form.group(1)), id)
                        .filter(expected -> Secret.of(expected).matches(form.group(2)))
                        .isPresent();
    }

    private static Optional<String> mac(KeyRing ring, int version, String id) {
        return ring.derive(version, Purpose.TERMINAL_CLIENT, SECRET_OF + id)
                .map(bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
