package dev.daypass.core.octets;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of texts, and texts that may be absent, as bytes and back. A text has at most 65,535 octets, as
 * {@link DataOutputStream#writeUTF} says.
 */
public final class WrittenTexts {
    private WrittenTexts() {}

    /** Writes a list of at most 65,535 texts. */
    public static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    /** Reads what {@link #texts(DataOutputStream, List)} wrote. */
    public static List<String> texts(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        var texts = new ArrayList<String>(size);
        for (int left = size; left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    /** Writes what may be absent. */
    public static void optionalText(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            out.writeUTF(text.get());
        }
    }

    /** Reads what {@link #optionalText(DataOutputStream, Optional)} wrote. */
    public static Optional<String> optionalText(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    }
}
