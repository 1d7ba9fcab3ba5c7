package dev.daypass.core.rules.expression;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import java.util.Optional;
import java.util.Set;

/** Warns of conditions that are right as CEL and open wider than they look (security T22, O09). */
public final class Lints {
    private static final Set<String> TESTS = Set.of("startsWith", "endsWith", "contains", "matches");

    private Lints() {}

    /** Looks at a condition that grants something. */
    public static void check(CompiledExpression condition, Findings findings) {
        if (TESTS.stream().anyMatch(condition.text()::contains)) {
            Parser.parse(condition.text()).ifPresent(syntax -> walk(condition, syntax, findings));
        }
    }

    private static void walk(CompiledExpression condition, Syntax syntax, Findings findings) {
        if (syntax instanceof Syntax.Call call) {
            argument(call).ifPresent(text -> test(condition, call, text, findings));
        }
        syntax.children().forEach(child -> walk(condition, child, findings));
    }

    private static Optional<String> argument(Syntax.Call call) {
        return call.target().isPresent()
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Syntax.Literal literal
                        && literal.value().orElse(0) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private static void test(CompiledExpression condition, Syntax.Call call, String text, Findings findings) {
        switch (call.function()) {
            case "startsWith" -> {
                if (text.startsWith("/") && !text.endsWith("/")) {
                    warn(
                            condition,
                            call,
                            findings,
                            "path-prefix-match",
                            "`" + text + "` also begins the path of other groups, such as `" + text + "-guests`",
                            "compare the whole path, or end the prefix with `/`");
                }
            }
            case "endsWith" -> {
                if (text.contains(".") && !text.startsWith("@") && !text.startsWith(".") && !text.contains("/")) {
                    warn(
                            condition,
                            call,
                            findings,
                            "domain-suffix-match",
                            "`" + text + "` also ends other domains, such as `evil-" + text + "`",
                            "begin the suffix with `@`");
                }
            }
            case "contains" -> {
                if (text.startsWith("@")) {
                    warn(
                            condition,
                            call,
                            findings,
                            "domain-suffix-match",
                            "`" + text + "` may stand anywhere, as in `mallory" + text + ".evil.example`",
                            "use `endsWith`");
                }
            }
            case "matches" -> {
                if (!text.startsWith("^") || !text.endsWith("$")) {
                    warn(
                            condition,
                            call,
                            findings,
                            "regex-not-anchored",
                            "`" + text + "` matches anywhere in the text",
                            "write `^…$` around the pattern");
                }
            }
            default -> {
                // any other function says what it means
            }
        }
    }

    private static void warn(
            CompiledExpression condition, Syntax call, Findings findings, String code, String message, String cure) {
        var source = Places.at(condition.source(), condition.text(), call.span().start());
        findings.add(Finding.securityWarning(code, source, message, cure));
    }
}
