package dev.daypass.adapters.oidc.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** J17: whatever decodes has exactly the text that its bytes encode to. */
final class Base64UrlTest {
    @Property
    void everyTextThatDecodesIsItsOwnEncoding(
            @ForAll
                    @StringLength(max = 40)
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'-', '_', '=', '+', '/', ' ', '\n', '.'})
                    String text) {
        Optional<byte[]> bytes = Base64Url.decode(text);
        bytes.ifPresent(decoded -> assertEquals(text, Base64Url.encode(decoded)));
    }

    @Property
    void everyEncodingDecodes(@ForAll byte[] bytes) {
        assertArrayEquals(bytes, Base64Url.decode(Base64Url.encode(bytes)).orElseThrow());
    }
}
