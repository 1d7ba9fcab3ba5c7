package dev.daypass.core.login;

import dev.daypass.core.octets.Octets;
import dev.daypass.core.secret.Secret;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** What a passage to a site seals, as octets. A session token goes in as octets too, since a cookie has little room. */
final class SitePassageCodec {
    private static final int FORMAT = 1;

    private SitePassageCodec() {}

    /**
     * A code.
     *
     * @param id good once
     * @param visit with the code's own end
     * @param session the session's id
     * @param token the session's token
     */
    record Code(String id, SiteVisit visit, String session, Secret token) {
        @Override
        public String toString() {
            return "Code[" + session + "]";
        }
    }

    /** What a cookie stands for. */
    record Shown(String host, String session, Secret token) {
        @Override
        public String toString() {
            return "Shown[" + session + "]";
        }
    }

    static byte[] encode(SiteVisit visit) {
        return written(out -> write(out, visit));
    }

    static SiteVisit visit(byte[] bytes) {
        return read(bytes, SitePassageCodec::visit);
    }

    static byte[] encode(Code code) {
        return written(out -> {
            out.writeUTF(code.id());
            write(out, code.visit());
            out.writeUTF(code.session());
            write(out, code.token());
        });
    }

    static Code code(byte[] bytes) {
        return read(bytes, in -> new Code(in.readUTF(), visit(in), in.readUTF(), token(in)));
    }

    static byte[] cookie(Code code) {
        return written(out -> {
            out.writeUTF(code.visit().host());
            out.writeUTF(code.session());
            write(out, code.token());
        });
    }

    static Shown shown(byte[] bytes) {
        return read(bytes, in -> new Shown(in.readUTF(), in.readUTF(), token(in)));
    }

    private static void write(DataOutputStream out, SiteVisit visit) throws IOException {
        out.writeUTF(visit.id());
        out.writeUTF(visit.origin());
        out.writeUTF(visit.path());
        out.writeUTF(visit.state());
        out.writeLong(visit.until().toEpochMilli());
    }

    private static SiteVisit visit(DataInputStream in) throws IOException {
        return new SiteVisit(
                in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong()));
    }

    private static void write(DataOutputStream out, Secret token) throws IOException {
        byte[] octets = Base64.getUrlDecoder().decode(token.reveal());
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static Secret token(DataInputStream in) throws IOException {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(in.readNBytes(in.readInt())));
    }

    private static byte[] written(Octets.Writing writing) {
        return Octets.write(1024, out -> {
            out.writeByte(FORMAT);
            writing.to(out);
        });
    }

    private static <T> T read(byte[] bytes, Octets.Reading<T> reading) {
        return Octets.read("a passage to a site", bytes, in -> {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a passage to a site of an unknown format");
            }
            return reading.from(in);
        });
    }
}
