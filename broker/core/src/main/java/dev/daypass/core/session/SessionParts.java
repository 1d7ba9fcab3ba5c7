package dev.daypass.core.session;

import dev.daypass.core.octets.WrittenTexts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What a session and its record have in common, as bytes and back. */
final class SessionParts {
    private SessionParts() {}

    static void labels(DataOutputStream out, SessionLabels labels) throws IOException {
        out.writeUTF(labels.name());
        out.writeShort(labels.tags().size());
        for (var tag : labels.tags().entrySet()) {
            out.writeUTF(tag.getKey());
            out.writeUTF(tag.getValue());
        }
        WrittenTexts.texts(out, List.copyOf(labels.transitiveTags()));
        WrittenTexts.optionalText(out, labels.sourceIdentity());
    }

    static SessionLabels labels(DataInputStream in) throws IOException {
        String name = in.readUTF();
        var tags = new LinkedHashMap<String, String>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            tags.put(in.readUTF(), in.readUTF());
        }
        return new SessionLabels(
                name, tags, new LinkedHashSet<>(WrittenTexts.texts(in)), WrittenTexts.optionalText(in));
    }

    static void lineage(DataOutputStream out, SessionLineage lineage) throws IOException {
        out.writeShort(lineage.ancestors().size());
        for (SessionLineage.Ancestor ancestor : lineage.ancestors()) {
            out.writeUTF(ancestor.id());
            out.writeUTF(ancestor.ownerId());
            out.writeLong(ancestor.issuedAt().toEpochMilli());
        }
        optionalInstant(out, lineage.rootExpiry());
    }

    static SessionLineage lineage(DataInputStream in) throws IOException {
        var ancestors = new ArrayList<SessionLineage.Ancestor>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            ancestors.add(new SessionLineage.Ancestor(in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong())));
        }
        return new SessionLineage(ancestors, optionalInstant(in));
    }

    static void optionalInstant(DataOutputStream out, Optional<Instant> instant) throws IOException {
        out.writeBoolean(instant.isPresent());
        if (instant.isPresent()) {
            out.writeLong(instant.get().toEpochMilli());
        }
    }

    static Optional<Instant> optionalInstant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(Instant.ofEpochMilli(in.readLong())) : Optional.empty();
    }
}
