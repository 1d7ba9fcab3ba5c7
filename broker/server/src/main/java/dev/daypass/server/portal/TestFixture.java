package dev.daypass.server.portal;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.insight.RecordedSignIn;
import dev.daypass.core.insight.RuleTrial;
import dev.daypass.server.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a trial showed, as tests of the configuration: a file for {@code tests/}. JSON is YAML. */
final class TestFixture {
    private static final int MOST = 50;

    private final JsonText json = new JsonText();

    /** Who has to get and who must not get what, as the proposed rules have it. */
    String of(RuleTrial.Result result) {
        Map<String, Expected> byPerson = new LinkedHashMap<>();
        result.gains()
                .forEach(change -> expected(change.person(), byPerson).roles.add(change.role()));
        result.losses()
                .forEach(change -> expected(change.person(), byPerson).not.add(change.role()));
        var text = new StringBuilder("# Made by the rule tester of what people signed in with: holds personal data.\n");
        byPerson.values().stream().limit(MOST).forEach(expected -> text.append(test(expected)));
        return byPerson.isEmpty() ? text.append("[]\n").toString() : text.toString();
    }

    /** What is expected of one person. */
    private static final class Expected {
        private final RecordedSignIn person;
        private final TreeSet<String> roles = new TreeSet<>();
        private final TreeSet<String> not = new TreeSet<>();

        Expected(RecordedSignIn person) {
            this.person = person;
        }
    }

    private static Expected expected(RecordedSignIn person, Map<String, Expected> byPerson) {
        return byPerson.computeIfAbsent(person.id(), id -> new Expected(person));
    }

    private String test(Expected expected) {
        Map<String, Object> attributes = new TreeMap<>();
        expected.person
                .identity()
                .attributes()
                .asMap()
                .forEach((name, values) -> attributes.put(
                        name, values.stream().map(AttributeValue::text).toList()));
        String subject = expected.person.identity().subject().value();
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("provider", expected.person.identity().provider().name());
        given.put("subject", subject);
        given.put("attributes", attributes);
        Map<String, Object> expect = new LinkedHashMap<>();
        if (!expected.roles.isEmpty()) {
            expect.put("roles", List.copyOf(expected.roles));
        }
        if (!expected.not.isEmpty()) {
            expect.put("not", List.copyOf(expected.not));
        }
        return "- name: " + line("rule tester: " + subject) + "\n  given: " + line(given) + "\n  expect: "
                + line(expect) + "\n";
    }

    private String line(Object value) {
        return new String(json.write(value).bytes(), StandardCharsets.UTF_8).strip();
    }
}
