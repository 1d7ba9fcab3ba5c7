package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.policy.ConditionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code tests/}. */
final class TestReader {
    private static final Key<Placed<String>> PROVIDER =
            Key.required("provider", Scalars.placed(Scalars.text()), "The provider that vouches.", "corp-saml");
    private static final Key<String> SUBJECT = Key.optional(
                    "subject", Scalars.text(), "The provider's name for the person.", "alice@corp.example.com")
            .otherwise("test-subject");
    private static final Key<Attributes> ATTRIBUTES = Key.optional(
                    "attributes",
                    new AttributesForm(),
                    "What the provider sends, under its own names.",
                    "{ groups: [Engineers] }")
            .otherwise(Attributes.none());
    private static final Key<Attributes> DIRECTORY = Key.optional(
            "directory",
            new AttributesForm(),
            "What the directory says that the provider is enriched by, under its own names.",
            "{ groups: [Engineers] }");
    private static final Form<TestCase.Given> GIVEN_FORM =
            Shape.of("`given`", PROVIDER, SUBJECT, ATTRIBUTES, DIRECTORY).as(TestReader::given);

    private static final Key<List<Placed<String>>> ROLES = Key.optional(
                    "roles", Many.list(Names.reference()), "Roles that must come out.", "[prod/ReadOnly]")
            .otherwise(List.of());
    private static final Key<List<Placed<String>>> NOT = Key.optional(
                    "not", Many.list(Names.reference()), "Roles that must not come out.", "[prod/Admin]")
            .otherwise(List.of());
    private static final Shape EXPECT_SHAPE = Shape.of("`expect`", ROLES, NOT);

    private static final Key<Placed<String>> ROLE =
            Key.required("role", Scalars.placed(Names.reference()), "The role whose session acts.", "prod/ReadOnly");
    private static final Key<String> ACTION =
            Key.required("action", Scalars.text(), "What it does.", "\"reports:Get\"");
    private static final Key<String> RESOURCE = Key.optional(
                    "resource", Scalars.text(), "To what; left out: `*`.", "\"arn:daypass:reports:::q3\"")
            .otherwise("*");
    private static final Key<Boolean> DECISION = Key.required(
            "decision",
            Scalars.word(new Scalars.Word<>("Allow", true), new Scalars.Word<>("Deny", false)),
            "`Allow` or `Deny`.",
            "Allow");
    private static final Key<Map<Placed<String>, String>> CONTEXT = Key.optional(
                    "context",
                    Many.map(Scalars.text()),
                    "Condition keys of the request.",
                    "{ \"aws:SourceIp\": 10.1.2.3 }")
            .otherwise(Map.of());
    private static final Form<TestCase.Decision> DECISION_FORM =
            Shape.of("a decision", ROLE, ACTION, RESOURCE, DECISION, CONTEXT).as(TestReader::decision);

    private static final Key<String> NAME =
            Key.optional("name", Scalars.text(), "What the test says.", "contractors never get Admin");
    private static final Key<TestCase.Given> GIVEN = Key.required(
            "given", GIVEN_FORM, "Who signs in.", "{ provider: corp-saml, attributes: { groups: [Engineers] } }");
    private static final Key<Fields> EXPECT =
            Key.required("expect", EXPECT_SHAPE, "Which roles come out.", "{ roles: [prod/ReadOnly] }");
    private static final Key<List<Placed<TestCase.Decision>>> AND = Key.optional(
                    "and",
                    Many.list(DECISION_FORM),
                    "What these roles' sessions may do.",
                    "[{ role: prod/ReadOnly, action: \"reports:Get\", decision: Allow }]")
            .otherwise(List.of());

    static final Form<List<Placed<Fields>>> FORM = Many.list(Shape.of("a test", NAME, GIVEN, EXPECT, AND));

    private TestReader() {}

    /** A test; empty if something it needs could not be read. */
    static Optional<TestCase> test(Fields fields) {
        return fields.get(GIVEN).flatMap(given -> fields.get(EXPECT)
                .map(expect -> new TestCase(
                        fields.get(NAME).orElseGet(() -> "test at " + fields.source()),
                        fields.source(),
                        given,
                        expect.orFallback(ROLES),
                        expect.orFallback(NOT),
                        fields.orFallback(AND).stream().map(Placed::value).toList())));
    }

    private static Optional<TestCase.Given> given(Fields fields, Reading reading) {
        return fields.get(PROVIDER)
                .map(provider -> new TestCase.Given(
                        provider, fields.orFallback(SUBJECT), fields.orFallback(ATTRIBUTES), fields.get(DIRECTORY)));
    }

    private static Optional<TestCase.Decision> decision(Fields fields, Reading reading) {
        var context = ConditionContext.builder();
        fields.orFallback(CONTEXT).forEach((key, value) -> context.put(key.value(), value));
        return fields.get(ROLE).flatMap(role -> fields.get(ACTION).flatMap(action -> fields.get(DECISION)
                .map(allowed -> new TestCase.Decision(
                        role, action, fields.orFallback(RESOURCE), allowed, context.build(), fields.source()))));
    }
}
