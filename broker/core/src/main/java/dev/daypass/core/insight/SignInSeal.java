package dev.daypass.core.insight;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.login.IdentityCodec;
import dev.daypass.core.octets.Octets;
import java.util.Base64;
import java.util.Optional;

/** Seals what a store keeps of a sign-in, and opens it again. */
final class SignInSeal {
    private static final int FORMAT = 1;

    private SignInSeal() {}

    static String seal(Identity identity, KeyRing keys) {
        byte[] plain = Octets.write(1024, out -> {
            out.writeByte(FORMAT);
            IdentityCodec.write(out, identity);
        });
        return sealed(plain, keys);
    }

    /** The sign-in; empty if its key is retired or the format another version's. */
    static Optional<RecordedSignIn> open(SignInRecord.Kept kept, KeyRing keys) {
        return opened(kept, keys).flatMap(opened -> read(kept, opened.plain()));
    }

    private static Optional<RecordedSignIn> read(SignInRecord.Kept kept, byte[] plain) {
        return Octets.read("a recorded sign-in", plain, in -> {
            return in.readUnsignedByte() == FORMAT
                    ? Optional.of(new RecordedSignIn(kept.id(), kept.at(), IdentityCodec.read(in)))
                    : Optional.empty();
        });
    }

    /** The same under the key that seals now; empty if it cannot be opened any more. */
    static Optional<String> anew(SignInRecord.Kept kept, KeyRing keys) {
        return opened(kept, keys).map(opened -> sealed(opened.plain(), keys));
    }

    private static String sealed(byte[] plain, KeyRing keys) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.seal(Purpose.RECORDED_SIGN_IN, plain));
    }

    private static Optional<KeyRing.Opened> opened(SignInRecord.Kept kept, KeyRing keys) {
        return keys.open(Purpose.RECORDED_SIGN_IN, Base64.getUrlDecoder().decode(kept.sealed()));
    }
}
