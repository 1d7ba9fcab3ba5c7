package dev.daypass.testkit.kerberos;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A ticket and the request that shows it, before they are sealed. Each {@code with…} gives the same but for one thing;
 * each writing makes a new authenticator, as a workstation does for each request.
 *
 * @param key the service's, which seals the ticket
 * @param client whom the ticket is for
 * @param shown what is said of the ticket and whom the authenticator names
 * @param validity of the ticket
 * @param made when the authenticator was made
 * @param authorizationBytes how much the ticket says of groups
 */
public record TicketDraft(
        ServiceKey key, Client client, Shown shown, Validity validity, Instant made, int authorizationBytes) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KERBEROS = "1.2.840.113554.1.2.2";
    private static final String KERBEROS_BY_MICROSOFT = "1.2.840.48018.1.2.2";
    private static final String SPNEGO = "1.3.6.1.5.5.2";
    private static final String NTLM = "1.3.6.1.4.1.311.2.2.10";

    /** A client's name, in its parts, and its realm. */
    public record Client(String realm, List<String> name) {
        public Client {
            name = List.copyOf(name);
        }
    }

    /**
     * What stands outside the sealed part of the ticket, and in the authenticator.
     *
     * @param realm of the service
     * @param service its name
     * @param type how the ticket is sealed
     * @param authenticator whom the authenticator names
     */
    public record Shown(String realm, String service, int type, Client authenticator) {}

    /** From when to when a ticket is good. */
    public record Validity(Instant start, Instant end) {}

    /** An honest ticket, taken ten minutes ago and good for ten hours. */
    public static TicketDraft of(String account, ServiceKey key, Instant now) {
        var client = new Client(key.realm(), List.of(account));
        return new TicketDraft(
                key,
                client,
                new Shown(key.realm(), key.name(), key.type(), client),
                new Validity(now.minus(Duration.ofMinutes(10)), now.plus(Duration.ofHours(10))),
                now,
                0);
    }

    /** For another, the authenticator too. */
    public TicketDraft withClient(String realm, String... name) {
        var other = new Client(realm, List.of(name));
        return new TicketDraft(
                key,
                other,
                new Shown(shown.realm, shown.service, shown.type, other),
                validity,
                made,
                authorizationBytes);
    }

    /** The authenticator names another than the ticket. */
    public TicketDraft withAuthenticatorOf(String account) {
        var other = new Client(client.realm, List.of(account));
        return with(new Shown(shown.realm, shown.service, shown.type, other));
    }

    /** The ticket says that it is for another service, whatever key seals it. */
    public TicketDraft withService(String service, String realm) {
        return with(new Shown(realm, service, shown.type, shown.authenticator));
    }

    /** The ticket says that it is sealed in another way. */
    public TicketDraft withType(int type) {
        return with(new Shown(shown.realm, shown.service, type, shown.authenticator));
    }

    public TicketDraft withValidity(Instant start, Instant end) {
        return new TicketDraft(key, client, shown, new Validity(start, end), made, authorizationBytes);
    }

    public TicketDraft withAuthenticatorMade(Instant instant) {
        return new TicketDraft(key, client, shown, validity, instant, authorizationBytes);
    }

    public TicketDraft withAuthorizationBytes(int count) {
        return new TicketDraft(key, client, shown, validity, made, count);
    }

    private TicketDraft with(Shown other) {
        return new TicketDraft(key, client, other, validity, made, authorizationBytes);
    }

    /** As browsers of Windows send it: in SPNEGO, with NTLM offered behind Kerberos. */
    public String negotiate() {
        return base64(negotiation(inner(), KERBEROS_BY_MICROSOFT, KERBEROS, NTLM));
    }

    /** In SPNEGO, under these mechanisms. */
    public String negotiate(String... mechanisms) {
        return base64(negotiation(inner(), mechanisms));
    }

    /** Without SPNEGO around it. */
    public String bare() {
        return base64(inner());
    }

    /** SPNEGO with anything in it. */
    public static String negotiating(byte[] token, String... mechanisms) {
        return base64(negotiation(token, mechanisms));
    }

    /** The token of the Kerberos mechanism (RFC 4121 section 4.1). */
    public byte[] inner() {
        return DerText.application(0, DerText.oid(KERBEROS), new byte[] {1, 0}, request());
    }

    private static byte[] negotiation(byte[] token, String... mechanisms) {
        byte[][] offered = new byte[mechanisms.length][];
        for (int i = 0; i < mechanisms.length; i++) {
            offered[i] = DerText.oid(mechanisms[i]);
        }
        byte[] first = DerText.sequence(
                DerText.member(0, DerText.sequence(offered)), DerText.member(2, DerText.octets(token)));
        return DerText.application(0, DerText.oid(SPNEGO), DerText.member(0, first));
    }

    /** The AP-REQ (RFC 4120 section 5.5.1). */
    private byte[] request() {
        var session = new byte[32];
        RANDOM.nextBytes(session);
        var parts = new TicketParts(this, session);
        var aes = new Aes(RANDOM);
        byte[] ticket = DerText.application(
                1,
                DerText.sequence(
                        DerText.member(0, DerText.integer(5)),
                        DerText.member(1, DerText.text(shown.realm)),
                        DerText.member(2, TicketParts.name(2, List.of(shown.service.split("/")))),
                        DerText.member(
                                3, encrypted(shown.type, key.version(), aes.seal(key.secret(), 2, parts.ticket())))));
        return DerText.application(
                14,
                DerText.sequence(
                        DerText.member(0, DerText.integer(5)),
                        DerText.member(1, DerText.integer(14)),
                        DerText.member(2, DerText.bits(0)),
                        DerText.member(3, ticket),
                        DerText.member(
                                4, encrypted(ServiceKey.AES256, 0, aes.seal(session, 11, parts.authenticator())))));
    }

    private static byte[] encrypted(int type, int version, byte[] cipher) {
        byte[] number = version > 0 ? DerText.member(1, DerText.integer(version)) : new byte[0];
        return DerText.sequence(
                DerText.member(0, DerText.integer(type)), number, DerText.member(2, DerText.octets(cipher)));
    }

    private static String base64(byte[] token) {
        return Base64.getEncoder().encodeToString(token);
    }
}
