package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Only paths of ours are gone back to: a corpus of what leads elsewhere in some browser, proxy or parser. */
final class ReturnTargetTest {
    private static final List<String> OURS = List.of(
            "/",
            "/sessions",
            "/roles/take?role=prod:ReadOnly&for=3600",
            "/a.b/c-d_e~f",
            "/search?q=%C3%A4%20b",
            "/x?y=a@b.example.com",
            "/x?to=https:nothing");

    private static final List<String> ELSEWHERE = List.of(
            "",
            " ",
            "sessions",
            "https://evil.example.com",
            "https:evil.example.com",
            "http://evil.example.com/",
            "//evil.example.com",
            "///evil.example.com",
            "////evil.example.com//",
            "/\\evil.example.com",
            "\\\\evil.example.com",
            "\\/evil.example.com",
            "/\\/evil.example.com",
            "/%5cevil.example.com",
            "/%5Cevil.example.com",
            "/%2fevil.example.com",
            "/%2Fevil.example.com",
            "/%252fevil.example.com",
            "/%09/evil.example.com",
            "/\t/evil.example.com",
            "/\n/evil.example.com",
            "/\r\nLocation: https://evil.example.com",
            "/%0d%0aSet-Cookie:%20a=b",
            "/%0D%0ASet-Cookie:%20a=b",
            "/%00",
            "/%7f",
            "/\u0000",
            "/a\u00a0b",
            "/\u2215\u2215evil.example.com",
            "/\uff0fevil.example.com",
            "/\u3002evil",
            "/../evil",
            "/a/../../b",
            "/.%2e/evil",
            "/%2e%2e/evil",
            "/a/..;/b",
            "/a//b",
            "/?x=//evil.example.com",
            "/a#fragment",
            "/a b",
            "/a\"b",
            "/a<b>",
            "/a`b",
            "/a{b}",
            "/a|b",
            "/a^b",
            "/%",
            "/%2",
            "/%zz",
            "javascript:alert(1)",
            "/javascript:alert(1)//",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "@evil.example.com",
            "/@evil.example.com//",
            ".evil.example.com",
            ":80",
            "?x=y",
            "#x",
            "/\u202e/moc.elpmaxe.live",
            "/" + "a".repeat(512));

    @Test
    void pathsOfOursAreTargets() {
        for (String path : OURS) {
            assertEquals(Optional.of(path), ReturnTarget.of(path).map(ReturnTarget::path), path);
        }
        assertEquals(
                512, ReturnTarget.of("/" + "a".repeat(511)).orElseThrow().path().length());
    }

    @Test
    void S81whatCouldLeadElsewhereIsNone() {
        for (String text : ELSEWHERE) {
            assertEquals(Optional.empty(), ReturnTarget.of(text), text);
            assertEquals(ReturnTarget.start(), ReturnTarget.orStart(Optional.of(text)));
        }
    }

    @Property
    void everyTargetIsAPathOfOneHeaderLine(@ForAll String text) {
        ReturnTarget.of("/" + text).ifPresent(target -> {
            assertEquals("/" + text, target.path());
            assertEquals(
                    0,
                    target.path()
                            .chars()
                            .filter(c -> c <= ' ' || c > '~' || c == '\\')
                            .count());
            assertEquals(false, target.path().startsWith("//"));
        });
    }
}
