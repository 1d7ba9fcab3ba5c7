package dev.daypass.core.session;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session as bytes and back, which session tokens seal, and its record, which stores keep. The first byte names the
 * format, so that a newer broker can read what an older one wrote.
 *
 * <p>It is read only from bytes whose origin is proven (a sealed token, our own table).
 */
public final class SessionCodec {
    private static final int FORMAT = 3;
    /** Ancestors by their ids alone, users by their names. */
    private static final int IDS_ALONE = 2;
    /** The same; and one layer of session policies at most, with a mark for one that allows nothing. */
    private static final int SINGLE_LAYER = 1;

    private static final int RECORD = 67;

    public byte[] encode(Session session) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            text(out, session.id());
            out.writeLong(session.issuedAt().toEpochMilli());
            out.writeLong(session.expiresAt().toEpochMilli());
            owner(out, session.owner());
            labels(out, session.labels());
            policies(out, session.policies());
            origin(out, session.origin());
            lineage(out, session.lineage());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; bytes that are not of that form are a fault of ours. */
    public Session decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedByte();
            if (format < SINGLE_LAYER || format > FORMAT) {
                throw new IllegalStateException("a session of an unknown format");
            }
            String id = text(in);
            Instant issuedAt = Instant.ofEpochMilli(in.readLong());
            return new Session(
                    id,
                    issuedAt,
                    Instant.ofEpochMilli(in.readLong()),
                    owner(in),
                    labels(in),
                    format == SINGLE_LAYER ? singleLayer(in) : policies(in),
                    origin(in, format),
                    format > IDS_ALONE ? lineage(in) : idsAlone(in, issuedAt));
        } catch (IOException e) {
            throw new IllegalStateException("a session that is cut short", e);
        }
    }

    /** What a record holds beside its id and its times, which stores keep apart to find it by. */
    public byte[] encode(SessionRecord session) {
        var bytes = new ByteArrayOutputStream(192);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(RECORD);
            labels(out, session.labels());
            compactOwner(out, session.owner(), session.labels().name());
            optionalText(out, session.provider().map(ProviderId::name));
            text(out, session.subject());
            lineage(out, session.lineage());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode(SessionRecord)} wrote; bytes that are not of that form are a fault of ours. */
    public SessionRecord decodeRecord(String id, Instant issuedAt, Instant expiresAt, byte[] content) {
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readUnsignedByte() != RECORD) {
                throw new IllegalStateException("a session record of an unknown format");
            }
            SessionLabels labels = labels(in);
            return new SessionRecord(
                    id,
                    issuedAt,
                    expiresAt,
                    compactOwner(in, labels.name()),
                    labels,
                    optionalText(in).map(ProviderId::new),
                    text(in),
                    lineage(in));
        } catch (IOException e) {
            throw new IllegalStateException("a session record that is cut short", e);
        }
    }

    /** The ARN of a role's session follows from the rest and is not written. */
    private static void compactOwner(DataOutputStream out, SessionOwner owner, String name) throws IOException {
        Arn arn = owner.arn();
        boolean follows = assumedRole(arn.partition(), arn.account(), owner.reference(), name)
                .equals(arn);
        out.writeByte(number(owner.kind()));
        text(out, owner.reference());
        text(out, owner.uniqueId());
        out.writeBoolean(follows);
        text(out, follows ? arn.partition() : arn.toString());
        text(out, follows ? arn.account() : "");
    }

    private static SessionOwner compactOwner(DataInputStream in, String name) throws IOException {
        SessionOwner.Kind kind = kind(in.readUnsignedByte());
        String reference = text(in);
        String uniqueId = text(in);
        boolean follows = in.readBoolean();
        String partitionOrArn = text(in);
        String account = text(in);
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

    private static void lineage(DataOutputStream out, SessionLineage lineage) throws IOException {
        out.writeShort(lineage.ancestors().size());
        for (SessionLineage.Ancestor ancestor : lineage.ancestors()) {
            text(out, ancestor.id());
            text(out, ancestor.ownerId());
            out.writeLong(ancestor.issuedAt().toEpochMilli());
        }
        optionalInstant(out, lineage.rootExpiry());
    }

    private static SessionLineage lineage(DataInputStream in) throws IOException {
        var ancestors = new ArrayList<SessionLineage.Ancestor>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            ancestors.add(new SessionLineage.Ancestor(text(in), text(in), Instant.ofEpochMilli(in.readLong())));
        }
        return new SessionLineage(ancestors, optionalInstant(in));
    }

    private static SessionLineage idsAlone(DataInputStream in, Instant issuedAt) throws IOException {
        List<SessionLineage.Ancestor> ancestors = texts(in).stream()
                .map(id -> new SessionLineage.Ancestor(id, "", issuedAt))
                .toList();
        return new SessionLineage(ancestors, optionalInstant(in));
    }

    private static void owner(DataOutputStream out, SessionOwner owner) throws IOException {
        text(out, owner.kind().name());
        text(out, owner.reference());
        text(out, owner.uniqueId());
        text(out, owner.arn().toString());
    }

    private static SessionOwner owner(DataInputStream in) throws IOException {
        SessionOwner.Kind kind = SessionOwner.Kind.valueOf(text(in));
        return new SessionOwner(kind, text(in), text(in), Arn.parse(text(in)).orElseThrow());
    }

    private static void labels(DataOutputStream out, SessionLabels labels) throws IOException {
        text(out, labels.name());
        out.writeShort(labels.tags().size());
        for (var tag : labels.tags().entrySet()) {
            text(out, tag.getKey());
            text(out, tag.getValue());
        }
        texts(out, List.copyOf(labels.transitiveTags()));
        optionalText(out, labels.sourceIdentity());
    }

    private static SessionLabels labels(DataInputStream in) throws IOException {
        String name = text(in);
        var tags = new LinkedHashMap<String, String>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            tags.put(text(in), text(in));
        }
        return new SessionLabels(name, tags, new LinkedHashSet<>(texts(in)), optionalText(in));
    }

    private static void policies(DataOutputStream out, SessionPolicies policies) throws IOException {
        out.writeShort(policies.layers().size());
        for (SessionPolicies.Layer layer : policies.layers()) {
            texts(out, layer.inline());
            texts(out, layer.managed());
        }
    }

    private static SessionPolicies policies(DataInputStream in) throws IOException {
        var layers = new ArrayList<SessionPolicies.Layer>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            layers.add(new SessionPolicies.Layer(texts(in), texts(in)));
        }
        return new SessionPolicies(layers);
    }

    private static SessionPolicies singleLayer(DataInputStream in) throws IOException {
        Optional<String> inline = optionalText(in);
        var layer = new SessionPolicies.Layer(inline.stream().toList(), texts(in));
        boolean absentAllowsNothing = in.readBoolean();
        return layer.isEmpty() && !absentAllowsNothing ? SessionPolicies.none() : SessionPolicies.of(layer);
    }

    private static void origin(DataOutputStream out, SessionOrigin origin) throws IOException {
        optionalText(out, origin.provider().map(ProviderId::name));
        text(out, origin.subject());
        optionalText(out, origin.subjectId());
        valuesByName(out, textsOf(origin.user()));
        valuesByName(out, origin.conditionKeys());
    }

    private static SessionOrigin origin(DataInputStream in, int format) throws IOException {
        return new SessionOrigin(
                optionalText(in).map(ProviderId::new),
                text(in),
                format > IDS_ALONE ? optionalText(in) : Optional.empty(),
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
            text(out, entry.getKey());
            texts(out, entry.getValue());
        }
    }

    private static Map<String, List<String>> valuesByName(DataInputStream in) throws IOException {
        var values = new LinkedHashMap<String, List<String>>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            values.put(text(in), texts(in));
        }
        return values;
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        var texts = new ArrayList<String>(size);
        for (int left = size; left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static void optionalText(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(out, text.get());
        }
    }

    private static Optional<String> optionalText(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }

    private static void optionalInstant(DataOutputStream out, Optional<Instant> instant) throws IOException {
        out.writeBoolean(instant.isPresent());
        if (instant.isPresent()) {
            out.writeLong(instant.get().toEpochMilli());
        }
    }

    private static Optional<Instant> optionalInstant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(Instant.ofEpochMilli(in.readLong())) : Optional.empty();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeUTF(text);
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readUTF();
    }
}
