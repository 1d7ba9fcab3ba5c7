package dev.daypass.testkit.kerberos;

import java.time.temporal.ChronoField;
import java.util.List;

/** The two parts of a request that are sealed (RFC 4120 sections 5.3 and 5.5.1). */
final class TicketParts {
    private static final int GSS_CHECKSUM = 0x8003;
    private static final int AD_IF_RELEVANT = 1;
    private static final int AD_WIN2K_PAC = 128;
    private static final int INTEGRITY_AND_CONFIDENTIALITY = 0x30;

    private final TicketDraft draft;
    private final byte[] session;

    /**
     * @param session the key that the ticket brings and that seals the authenticator
     */
    TicketParts(TicketDraft draft, byte[] session) {
        this.draft = draft;
        this.session = session;
    }

    byte[] ticket() {
        byte[] authorization = draft.authorizationBytes() == 0 ? new byte[0] : DerText.member(10, authorization());
        return DerText.application(
                3,
                DerText.sequence(
                        DerText.member(0, DerText.bits(0x00A10000)),
                        DerText.member(
                                1,
                                DerText.sequence(
                                        DerText.member(0, DerText.integer(ServiceKey.AES256)),
                                        DerText.member(1, DerText.octets(session)))),
                        DerText.member(2, DerText.text(draft.client().realm())),
                        DerText.member(3, name(1, draft.client().name())),
                        DerText.member(
                                4,
                                DerText.sequence(
                                        DerText.member(0, DerText.integer(1)),
                                        DerText.member(1, DerText.octets(new byte[0])))),
                        DerText.member(5, DerText.time(draft.validity().start())),
                        DerText.member(6, DerText.time(draft.validity().start())),
                        DerText.member(7, DerText.time(draft.validity().end())),
                        authorization));
    }

    byte[] authenticator() {
        TicketDraft.Client named = draft.shown().authenticator();
        return DerText.application(
                2,
                DerText.sequence(
                        DerText.member(0, DerText.integer(5)),
                        DerText.member(1, DerText.text(named.realm())),
                        DerText.member(2, name(1, named.name())),
                        DerText.member(
                                3,
                                DerText.sequence(
                                        DerText.member(0, DerText.integer(GSS_CHECKSUM)),
                                        DerText.member(1, DerText.octets(checksum())))),
                        DerText.member(4, DerText.integer(draft.made().get(ChronoField.MICRO_OF_SECOND))),
                        DerText.member(5, DerText.time(draft.made())),
                        DerText.member(7, DerText.integer(1))));
    }

    /** No channel bindings, and what the client wants (RFC 4121 section 4.1.1). */
    private static byte[] checksum() {
        byte[] checksum = new byte[24];
        checksum[0] = 16;
        checksum[20] = INTEGRITY_AND_CONFIDENTIALITY;
        return checksum;
    }

    /** What Windows says of groups, in its usual wrapping; the bytes themselves mean nothing. */
    private byte[] authorization() {
        byte[] pac = entry(AD_WIN2K_PAC, new byte[draft.authorizationBytes()]);
        return DerText.sequence(entry(AD_IF_RELEVANT, DerText.sequence(pac)));
    }

    private static byte[] entry(int type, byte[] value) {
        return DerText.sequence(DerText.member(0, DerText.integer(type)), DerText.member(1, DerText.octets(value)));
    }

    static byte[] name(int type, List<String> parts) {
        byte[][] texts = parts.stream().map(DerText::text).toArray(byte[][]::new);
        return DerText.sequence(DerText.member(0, DerText.integer(type)), DerText.member(1, DerText.sequence(texts)));
    }
}
