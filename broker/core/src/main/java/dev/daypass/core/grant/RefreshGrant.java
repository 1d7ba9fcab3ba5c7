package dev.daypass.core.grant;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.octets.Octets;
import dev.daypass.core.octets.WrittenTexts;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a refresh token is for: a session that nobody holds, of which lesser and shorter ones are made.
 *
 * @param root the session
 * @param audiences whom tokens may be for, as first granted
 * @param granted as first granted
 * @param authentication how and when the subject authenticated; a refresh is no new authentication
 */
record RefreshGrant(
        Session root, List<String> audiences, ClientSession.Granted granted, AuthenticationContext authentication) {
    private static final int FORMAT = 1;
    private static final long NEVER = Long.MIN_VALUE;

    byte[] encode(SessionCodec codec) {
        return Octets.write(1024, out -> {
            out.writeByte(FORMAT);
            byte[] session = codec.encode(root);
            out.writeInt(session.length);
            out.write(session);
            WrittenTexts.texts(out, audiences);
            WrittenTexts.texts(out, granted.scopes());
            WrittenTexts.texts(out, granted.policies());
            out.writeLong(authentication.instant().map(Instant::toEpochMilli).orElse(NEVER));
            WrittenTexts.texts(out, authentication.contextClass().stream().toList());
            WrittenTexts.texts(out, authentication.methods());
        });
    }

    /** Reads what {@link #encode} wrote; bytes that are not of that form are a fault of ours. */
    static RefreshGrant decode(byte[] bytes, SessionCodec codec) {
        return Octets.read("a refresh grant", bytes, in -> {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a refresh grant of an unknown format");
            }
            byte[] session = in.readNBytes(in.readInt());
            return new RefreshGrant(
                    codec.decode(session),
                    WrittenTexts.texts(in),
                    new ClientSession.Granted(WrittenTexts.texts(in), WrittenTexts.texts(in)),
                    authentication(in));
        });
    }

    private static AuthenticationContext authentication(DataInputStream in) throws IOException {
        long instant = in.readLong();
        return new AuthenticationContext(
                instant == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(instant)),
                WrittenTexts.texts(in).stream().findFirst(),
                WrittenTexts.texts(in),
                Optional.empty(),
                Optional.empty());
    }
}
