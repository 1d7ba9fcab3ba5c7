package dev.daypass.core.grant;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            byte[] session = codec.encode(root);
            out.writeInt(session.length);
            out.write(session);
            texts(out, audiences);
            texts(out, granted.scopes());
            texts(out, granted.policies());
            out.writeLong(authentication.instant().map(Instant::toEpochMilli).orElse(NEVER));
            texts(out, authentication.contextClass().stream().toList());
            texts(out, authentication.methods());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; bytes that are not of that form are a fault of ours. */
    static RefreshGrant decode(byte[] bytes, SessionCodec codec) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalStateException("a refresh grant of an unknown format");
            }
            byte[] session = in.readNBytes(in.readInt());
            return new RefreshGrant(
                    codec.decode(session),
                    texts(in),
                    new ClientSession.Granted(texts(in), texts(in)),
                    authentication(in));
        } catch (IOException e) {
            throw new IllegalStateException("a refresh grant that is cut short", e);
        }
    }

    private static AuthenticationContext authentication(DataInputStream in) throws IOException {
        long instant = in.readLong();
        return new AuthenticationContext(
                instant == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(instant)),
                texts(in).stream().findFirst(),
                texts(in),
                Optional.empty(),
                Optional.empty());
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        var texts = new ArrayList<String>(size);
        for (int left = size; left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
