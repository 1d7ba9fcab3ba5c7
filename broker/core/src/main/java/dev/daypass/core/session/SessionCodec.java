package dev.daypass.core.session;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.octets.Octets;
import dev.daypass.core.octets.WrittenTexts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session as bytes and back, which session tokens seal. The first byte names the format, so that a newer broker can
 * read what an older one wrote.
 *
 * <p>It is read only from bytes whose origin is proven, such as a sealed token.
 */
public final class SessionCodec {
    private static final int FORMAT = 3;
    /** Ancestors by their ids alone, users by their names. */
    private static final int IDS_ALONE = 2;
    /** The same; and one layer of session policies at most, with a mark for one that allows nothing. */
    private static final int SINGLE_LAYER = 1;

    public byte[] encode(Session session) {
        return Octets.write(1024, out -> {
            out.writeByte(FORMAT);
            out.writeUTF(session.id());
            out.writeLong(session.issuedAt().toEpochMilli());
            out.writeLong(session.expiresAt().toEpochMilli());
            owner(out, session.owner());
            SessionParts.labels(out, session.labels());
            policies(out, session.policies());
            origin(out, session.origin());
            SessionParts.lineage(out, session.lineage());
        });
    }

    /** Reads what {@link #encode} wrote; bytes that are not of that form are a fault of ours. */
    public Session decode(byte[] bytes) {
        return Octets.read("a session", bytes, in -> {
            int format = in.readUnsignedByte();
            if (format < SINGLE_LAYER || format > FORMAT) {
                throw new IllegalStateException("a session of an unknown format");
            }
            String id = in.readUTF();
            Instant issuedAt = Instant.ofEpochMilli(in.readLong());
            return new Session(
                    id,
                    issuedAt,
                    Instant.ofEpochMilli(in.readLong()),
                    owner(in),
                    SessionParts.labels(in),
                    format == SINGLE_LAYER ? singleLayer(in) : policies(in),
                    origin(in, format),
                    format > IDS_ALONE ? SessionParts.lineage(in) : idsAlone(in, issuedAt));
        });
    }

    private static SessionLineage idsAlone(DataInputStream in, Instant issuedAt) throws IOException {
        List<SessionLineage.Ancestor> ancestors = WrittenTexts.texts(in).stream()
                .map(id -> new SessionLineage.Ancestor(id, "", issuedAt))
                .toList();
        return new SessionLineage(ancestors, SessionParts.optionalInstant(in));
    }

    private static void owner(DataOutputStream out, SessionOwner owner) throws IOException {
        out.writeUTF(owner.kind().name());
        out.writeUTF(owner.reference());
        out.writeUTF(owner.uniqueId());
        out.writeUTF(owner.arn().toString());
    }

    private static SessionOwner owner(DataInputStream in) throws IOException {
        SessionOwner.Kind kind = SessionOwner.Kind.valueOf(in.readUTF());
        return new SessionOwner(
                kind, in.readUTF(), in.readUTF(), Arn.parse(in.readUTF()).orElseThrow());
    }

    private static void policies(DataOutputStream out, SessionPolicies policies) throws IOException {
        out.writeShort(policies.layers().size());
        for (SessionPolicies.Layer layer : policies.layers()) {
            WrittenTexts.texts(out, layer.inline());
            WrittenTexts.texts(out, layer.managed());
        }
    }

    private static SessionPolicies policies(DataInputStream in) throws IOException {
        var layers = new ArrayList<SessionPolicies.Layer>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            layers.add(new SessionPolicies.Layer(WrittenTexts.texts(in), WrittenTexts.texts(in)));
        }
        return new SessionPolicies(layers);
    }

    private static SessionPolicies singleLayer(DataInputStream in) throws IOException {
        Optional<String> inline = WrittenTexts.optionalText(in);
        var layer = new SessionPolicies.Layer(inline.stream().toList(), WrittenTexts.texts(in));
        boolean absentAllowsNothing = in.readBoolean();
        return layer.isEmpty() && !absentAllowsNothing ? SessionPolicies.none() : SessionPolicies.of(layer);
    }

    private static void origin(DataOutputStream out, SessionOrigin origin) throws IOException {
        WrittenTexts.optionalText(out, origin.provider().map(ProviderId::name));
        out.writeUTF(origin.subject());
        WrittenTexts.optionalText(out, origin.subjectId());
        valuesByName(out, textsOf(origin.user()));
        valuesByName(out, origin.conditionKeys());
    }

    private static SessionOrigin origin(DataInputStream in, int format) throws IOException {
        return new SessionOrigin(
                WrittenTexts.optionalText(in).map(ProviderId::new),
                in.readUTF(),
                format > IDS_ALONE ? WrittenTexts.optionalText(in) : Optional.empty(),
                Attributes.ofTexts(valuesByName(in)),
                valuesByName(in));
    }

    private static Map<String, List<String>> textsOf(Attributes attributes) {
        var texts = new LinkedHashMap<String, List<String>>();
        attributes
                .asMap()
                .forEach((name, values) -> texts.put(
                        name, values.stream().map(AttributeValue::text).toList()));
        return texts;
    }

    private static void valuesByName(DataOutputStream out, Map<String, List<String>> values) throws IOException {
        out.writeShort(values.size());
        for (var entry : values.entrySet()) {
            out.writeUTF(entry.getKey());
            WrittenTexts.texts(out, entry.getValue());
        }
    }

    private static Map<String, List<String>> valuesByName(DataInputStream in) throws IOException {
        var values = new LinkedHashMap<String, List<String>>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            values.put(in.readUTF(), WrittenTexts.texts(in));
        }
        return values;
    }
}
