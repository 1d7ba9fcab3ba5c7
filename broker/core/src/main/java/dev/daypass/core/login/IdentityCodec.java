package dev.daypass.core.login;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An identity as bytes and back. It is read only from bytes that we sealed, so that what comes back was verified when it
 * went.
 */
public final class IdentityCodec {
    private IdentityCodec() {}

    /** Writes one, without when the provider vouched for it. */
    public static void write(DataOutputStream out, Identity identity) throws IOException {
        text(out, identity.provider().name());
        text(out, identity.issuer());
        text(out, identity.subject().value());
        optionalText(out, identity.subject().format());
        optionalText(out, identity.subject().qualifiers().provider());
        optionalText(out, identity.subject().qualifiers().service());
        texts(out, identity.audiences());
        optionalText(out, identity.authorizedParty());
        attributes(out, identity.attributes());
        authentication(out, identity.authentication());
        text(out, identity.proofId());
        attributes(out, identity.user());
    }

    /** Writes one, and when the provider vouched for it. */
    static void writeDated(DataOutputStream out, Identity identity) throws IOException {
        write(out, identity);
        optionalInstant(out, identity.vouchedAt());
    }

    /** Reads what {@link #write} wrote. */
    public static Identity read(DataInputStream in) throws IOException {
        Identity verified = Identity.verified(
                new ProviderId(text(in)),
                text(in),
                new Subject(text(in), optionalText(in), new Subject.Qualifiers(optionalText(in), optionalText(in))),
                texts(in),
                optionalText(in),
                attributes(in),
                authentication(in),
                text(in));
        return verified.normalised(attributes(in));
    }

    /** Reads what {@link #writeDated} wrote. */
    static Identity readDated(DataInputStream in) throws IOException {
        Identity identity = read(in);
        return optionalInstant(in).map(identity::vouchedAt).orElse(identity);
    }

    private static void authentication(DataOutputStream out, AuthenticationContext authentication) throws IOException {
        optionalInstant(out, authentication.instant());
        optionalText(out, authentication.contextClass());
        texts(out, authentication.methods());
        optionalText(out, authentication.sessionIndex());
        optionalInstant(out, authentication.sessionNotOnOrAfter());
    }

    private static AuthenticationContext authentication(DataInputStream in) throws IOException {
        return new AuthenticationContext(
                optionalInstant(in), optionalText(in), texts(in), optionalText(in), optionalInstant(in));
    }

    private static void attributes(DataOutputStream out, Attributes attributes) throws IOException {
        values(out, attributes.asMap());
        texts(out, attributes.names().stream().filter(attributes::isSingle).toList());
    }

    private static Attributes attributes(DataInputStream in) throws IOException {
        return Attributes.of(values(in), new LinkedHashSet<>(texts(in)));
    }

    private static void values(DataOutputStream out, Map<String, List<AttributeValue>> values) throws IOException {
        out.writeInt(values.size());
        for (var entry : values.entrySet()) {
            text(out, entry.getKey());
            out.writeInt(entry.getValue().size());
            for (AttributeValue value : entry.getValue()) {
                value(out, value);
            }
        }
    }

    private static Map<String, List<AttributeValue>> values(DataInputStream in) throws IOException {
        var values = new LinkedHashMap<String, List<AttributeValue>>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = text(in);
            var list = new ArrayList<AttributeValue>();
            for (int more = in.readInt(); more > 0; more--) {
                list.add(value(in));
            }
            values.put(name, list);
        }
        return values;
    }

    private static void value(DataOutputStream out, AttributeValue value) throws IOException {
        if (value instanceof AttributeValue.Text text) {
            out.writeByte('t');
            text(out, text.text());
        } else if (value instanceof AttributeValue.Whole whole) {
            out.writeByte('w');
            out.writeLong(whole.number());
        } else if (value instanceof AttributeValue.Fraction fraction) {
            out.writeByte('f');
            out.writeDouble(fraction.number());
        } else if (value instanceof AttributeValue.Flag flag) {
            out.writeByte('b');
            out.writeBoolean(flag.value());
        } else {
            out.writeByte('s');
            values(out, ((AttributeValue.Structure) value).members());
        }
    }

    private static AttributeValue value(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 't' -> new AttributeValue.Text(text(in));
            case 'w' -> new AttributeValue.Whole(in.readLong());
            case 'f' -> new AttributeValue.Fraction(in.readDouble());
            case 'b' -> new AttributeValue.Flag(in.readBoolean());
            case 's' -> new AttributeValue.Structure(values(in));
            default -> throw new IllegalStateException("an attribute's value of an unknown kind");
        };
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        var texts = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
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
            Instant present = instant.get();
            out.writeLong(present.getEpochSecond());
            out.writeInt(present.getNano());
        }
    }

    private static Optional<Instant> optionalInstant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(Instant.ofEpochSecond(in.readLong(), in.readInt())) : Optional.empty();
    }

    /** Longer texts than {@link DataOutputStream#writeUTF} takes: what a provider says of somebody has no such limit. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
