package dev.daypass.core.session;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.octets.Octets;
import dev.daypass.core.octets.WrittenTexts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/**
 * What stores keep of a session, as bytes and back; there are many, so it is short. The first byte names the format. It is
 * read only from bytes whose origin is proven: our own table.
 */
public final class SessionRecordCodec {
    private static final int FORMAT = 67;

    /** What a record holds beside its id and its times, which stores keep apart to find it by. */
    public byte[] encode(SessionRecord session) {
        return Octets.write(192, out -> {
            out.writeByte(FORMAT);
            SessionParts.labels(out, session.labels());
            compactOwner(out, session.owner(), session.labels().name());
            WrittenTexts.optionalText(out, session.provider().map(ProviderId::name));
            out.writeUTF(session.subject());
            SessionParts.lineage(out, session.lineage());
        });
    }

    /** Reads what {@link #encode} wrote; bytes that are not of that form are a fault of ours. */
    public SessionRecord decode(String id, Instant issuedAt, Instant expiresAt, byte[] content) {
        return Octets.read("a session record", content, in -> {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a session record of an unknown format");
            }
            SessionLabels labels = SessionParts.labels(in);
            return new SessionRecord(
                    id,
                    issuedAt,
                    expiresAt,
                    compactOwner(in, labels.name()),
                    labels,
                    WrittenTexts.optionalText(in).map(ProviderId::new),
                    in.readUTF(),
                    SessionParts.lineage(in));
        });
    }

    /** The ARN of a role's session follows from the rest and is not written. */
    private static void compactOwner(DataOutputStream out, SessionOwner owner, String name) throws IOException {
        Arn arn = owner.arn();
        boolean follows = assumedRole(arn.partition(), arn.account(), owner.reference(), name)
                .equals(arn);
        out.writeByte(number(owner.kind()));
        out.writeUTF(owner.reference());
        out.writeUTF(owner.uniqueId());
        out.writeBoolean(follows);
        out.writeUTF(follows ? arn.partition() : arn.toString());
        out.writeUTF(follows ? arn.account() : "");
    }

    private static SessionOwner compactOwner(DataInputStream in, String name) throws IOException {
        SessionOwner.Kind kind = kind(in.readUnsignedByte());
        String reference = in.readUTF();
        String uniqueId = in.readUTF();
        boolean follows = in.readBoolean();
        String partitionOrArn = in.readUTF();
        String account = in.readUTF();
        Arn arn = follows
                ? assumedRole(partitionOrArn, account, reference, name)
                : Arn.parse(partitionOrArn).orElseThrow();
        return new SessionOwner(kind, reference, uniqueId, arn);
    }

    /** Part of the format: a kind keeps its number for ever. */
    private static int number(SessionOwner.Kind kind) {
        return switch (kind) {
            case ROLE -> 0;
            case USER -> 1;
            case FEDERATED_USER -> 2;
        };
    }

    private static SessionOwner.Kind kind(int number) {
        for (SessionOwner.Kind kind : SessionOwner.Kind.values()) {
            if (number(kind) == number) {
                return kind;
            }
        }
        throw new IllegalStateException("a session record of an unknown kind");
    }

    private static Arn assumedRole(String partition, String account, String reference, String name) {
        String role = reference.substring(reference.indexOf('/') + 1);
        return new Partition(partition).assumedRole(account, role, name);
    }
}
