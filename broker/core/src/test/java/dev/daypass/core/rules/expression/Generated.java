package dev.daypass.core.rules.expression;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Expressions and identities at random: few names and few texts, so that they often meet. */
public final class Generated {
    private static final List<String> TEXTS = List.of("A", "B", "a", "R&D", "", "corp");
    private static final List<String> READINGS = List.of(
            "user.any",
            "user.text",
            "user.list",
            "user.texts",
            "user.flag",
            "user.whole",
            "user.absent",
            "user.`odd-name`",
            "attr('a')",
            "attr(\"gone\")",
            "attr('a', 'B')",
            "attr('gone', 'B')",
            "attr('n', 1)",
            "attrs('a')",
            "attrs('gone')",
            "provider",
            "subject",
            "authn.contextClass",
            "authn.methods",
            "authn.issuer");

    private Generated() {}

    /** All names that generated expressions read, typed as a provider's map might. */
    static Dialect dialect() {
        return Dialect.user(Map.of(
                "any", SimpleType.DYN,
                "text", SimpleType.STRING,
                "list", ListType.create(SimpleType.DYN),
                "texts", ListType.create(SimpleType.STRING),
                "flag", SimpleType.BOOL,
                "whole", SimpleType.INT,
                "absent", SimpleType.DYN,
                "odd-name", SimpleType.DYN));
    }

    /** A condition, rightly or wrongly typed. */
    public static Arbitrary<String> conditions() {
        return Arbitraries.lazyOf(
                Generated::atoms,
                Generated::lookups,
                Generated::lookups,
                () -> Combinators.combine(conditions(), Arbitraries.of(" && ", " || "), conditions())
                        .as((left, operator, right) -> left + operator + right),
                () -> conditions().map(inner -> "(" + inner + ")"),
                () -> conditions().map(inner -> "!(" + inner + ")"));
    }

    /** What rules mostly say, and an index looks up. */
    private static Arbitrary<String> lookups() {
        Arbitrary<String> texts = Arbitraries.of(TEXTS).map(Generated::quoted);
        Arbitrary<String> many = Arbitraries.of("user.list", "user.texts", "user.any", "user.absent", "attrs('a')");
        Arbitrary<String> one =
                Arbitraries.of("user.any", "user.text", "user.absent", "attr('a')", "provider", "subject");
        return Arbitraries.oneOf(
                Combinators.combine(texts, many).as((text, list) -> text + " in " + list),
                Combinators.combine(one, texts).as((reading, text) -> reading + " == " + text),
                Combinators.combine(texts, one).as((text, reading) -> text + " == " + reading),
                Combinators.combine(one, texts.list().ofMinSize(1).ofMaxSize(3))
                        .as((reading, list) -> reading + " in " + list));
    }

    private static Arbitrary<String> atoms() {
        Arbitrary<String> texts = Arbitraries.of(TEXTS);
        Arbitrary<String> readings = Arbitraries.of(READINGS);
        Arbitrary<String> literals = Arbitraries.oneOf(
                texts.map(Generated::quoted), Arbitraries.of("true", "false", "1", "0", "1.0", "2", "null"));
        Arbitrary<String> operands = Arbitraries.oneOf(readings, literals);
        return Arbitraries.oneOf(
                Combinators.combine(operands, Arbitraries.of(" == ", " != ", " in ", " < ", ">="), operands)
                        .as((left, operator, right) -> left + operator + right),
                Combinators.combine(operands, texts.list().ofMinSize(0).ofMaxSize(3))
                        .as((element, list) -> element + " in "
                                + list.stream().map(Generated::quoted).toList()),
                Combinators.combine(readings, Arbitraries.of("startsWith", "endsWith", "contains"), literals)
                        .as((target, test, text) -> target + "." + test + "(" + text + ")"),
                Combinators.combine(
                                readings,
                                Arbitraries.of("==", "<", ">", "!=", "<=", ">="),
                                Arbitraries.of("0", "1", "2"))
                        .as((target, operator, bound) -> "size(" + target + ") " + operator + " " + bound),
                readings.map(reading -> "has(" + reading + ")"),
                readings,
                literals,
                readings.map(reading -> reading + ".size() == 1"),
                loops(readings, texts),
                loops(readings, texts),
                Combinators.combine(readings, Arbitraries.of("^A", "a|B", "D$", ""))
                        .as((text, pattern) -> text + ".matches('" + pattern + "')"),
                Combinators.combine(readings, texts).as((text, other) -> text + " + 'x' == " + quoted(other + "x")),
                readings.map(reading -> reading + "[0] == 'A'"),
                Combinators.combine(readings, readings)
                        .as((one, other) -> one + " == 'A' ? " + one + " == 'A' : has(" + other + ")"));
    }

    private static Arbitrary<String> loops(Arbitrary<String> readings, Arbitrary<String> texts) {
        Arbitrary<String> tests = Arbitraries.oneOf(
                texts.map(text -> "x == " + quoted(text)),
                texts.map(text -> "x != " + quoted(text)),
                texts.map(text -> "x.startsWith(" + quoted(text) + ")"),
                texts.map(text -> "x in ['B', " + quoted(text) + "]"),
                Combinators.combine(texts, readings).as((text, other) -> "!(x == " + quoted(text) + ") && " + other),
                texts.map(text -> "x.contains('A') || x == " + quoted(text)),
                Arbitraries.of(
                        "x",
                        "x.matches('^[AB]$')",
                        "user.flag",
                        "size(x) > 0",
                        "x == user.text",
                        "x.exists(y, y == x)",
                        "has(x.A)"));
        Arbitrary<String> ours = Combinators.combine(readings, Arbitraries.of("exists", "all"), tests)
                .as((list, loop, test) -> list + "." + loop + "(x, " + test + ")");
        Arbitrary<String> theirs = Combinators.combine(readings, texts)
                .as((list, text) -> list + ".exists_one(x, x == " + quoted(text) + ")");
        return Arbitraries.oneOf(ours, ours, theirs);
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    /** An identity whose attributes are of any kind, or not there. */
    public static Arbitrary<Identity> identities() {
        Arbitrary<Optional<List<AttributeValue>>> some =
                values().list().ofMinSize(0).ofMaxSize(9).optional(0.8);
        Arbitrary<AttributeValue> one = values();
        Arbitrary<Attributes> raw = Combinators.combine(some, some).as((a, n) -> {
            var all = new LinkedHashMap<String, List<AttributeValue>>();
            a.ifPresent(list -> all.put("a", list));
            n.ifPresent(list -> all.put("n", list));
            return Attributes.of(all);
        });
        Arbitrary<Attributes> user = Combinators.combine(
                        one,
                        one,
                        some,
                        some,
                        Arbitraries.of(TEXTS),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((any, odd, list, texts, text, flag, drop) -> {
                    var all = new LinkedHashMap<String, List<AttributeValue>>();
                    all.put("any", List.of(any));
                    all.put("odd-name", List.of(odd));
                    list.ifPresent(values -> all.put("list", values));
                    texts.ifPresent(values -> all.put("texts", onlyTexts(values)));
                    all.put("text", List.of(AttributeValue.of(text)));
                    all.put("flag", List.of(new AttributeValue.Flag(flag)));
                    all.put("whole", List.of(new AttributeValue.Whole(text.length())));
                    if (drop) {
                        all.remove("text");
                        all.remove("flag");
                    }
                    var single = new HashSet<>(all.keySet());
                    single.remove("list");
                    single.remove("texts");
                    return Attributes.of(all, single);
                });
        return Combinators.combine(
                        raw,
                        user,
                        Arbitraries.of("corp", "A"),
                        Arbitraries.of("B", "corp"),
                        Arbitraries.of(TEXTS).optional())
                .as(Generated::identity);
    }

    private static List<AttributeValue> onlyTexts(List<AttributeValue> values) {
        return values.stream().filter(AttributeValue.Text.class::isInstance).toList();
    }

    private static Identity identity(
            Attributes raw, Attributes user, String provider, String subject, Optional<String> contextClass) {
        var authentication = new AuthenticationContext(
                contextClass.map(text -> Instant.EPOCH),
                contextClass,
                contextClass.stream().toList(),
                Optional.empty(),
                Optional.empty());
        return Identity.verified(
                        new ProviderId(provider),
                        "corp",
                        new Subject(subject, Optional.empty()),
                        List.of(),
                        Optional.empty(),
                        raw,
                        authentication,
                        "proof-1")
                .normalised(user);
    }

    private static Arbitrary<AttributeValue> values() {
        Arbitrary<AttributeValue> texts = Arbitraries.of(TEXTS).map(AttributeValue::of);
        return Arbitraries.frequencyOf(
                Tuple.of(6, texts),
                Tuple.of(1, Arbitraries.of(true, false).map(AttributeValue.Flag::new)),
                Tuple.of(1, Arbitraries.longs().between(0, 2).map(AttributeValue.Whole::new)),
                Tuple.of(1, Arbitraries.of(0.0, 1.0, 1.5).map(AttributeValue.Fraction::new)),
                Tuple.of(1, texts.map(text -> new AttributeValue.Structure(Map.of("A", List.of(text))))));
    }
}
