package dev.daypass.core.rules;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import dev.daypass.core.rules.expression.Reads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule made ready to run.
 *
 * @param definition as written
 * @param providers the providers it is about; empty for any
 */
record Rule(
        RuleDefinition definition,
        Set<ProviderId> providers,
        Optional<CompiledExpression> when,
        Optional<CompiledExpression> rolesFrom,
        Optional<CompiledSession> session) {
    private static final int MAX_ROLES = 1000;

    /** The expressions of a session shape. */
    record CompiledSession(
            SessionShapeDefinition definition,
            Optional<CompiledExpression> name,
            Map<String, CompiledExpression> tags,
            Optional<CompiledExpression> sourceIdentity) {}

    String name() {
        return definition.name();
    }

    boolean isShadow() {
        return definition.mode() == RuleDefinition.Mode.SHADOW;
    }

    boolean denies() {
        return !definition.deny().isEmpty();
    }

    boolean isAbout(ProviderId provider) {
        return providers.isEmpty() || providers.contains(provider);
    }

    /** TRUE, FALSE or a {@link Failure}. */
    Object matches(Facts facts) {
        return when.isEmpty() ? (Object) true : when.get().term().truth(facts);
    }

    /** What the whole rule reads. */
    Reads reads() {
        Reads all = new Reads(Set.of(), Set.of(), Set.of());
        for (CompiledExpression expression : expressions()) {
            all = all.and(expression.reads());
        }
        return all;
    }

    List<CompiledExpression> expressions() {
        var all = new ArrayList<CompiledExpression>();
        when.ifPresent(all::add);
        rolesFrom.ifPresent(all::add);
        session.ifPresent(shape -> {
            shape.name().ifPresent(all::add);
            all.addAll(shape.tags().values());
            shape.sourceIdentity().ifPresent(all::add);
        });
        return all;
    }

    /** The roles that the rule grants if it matches; a failure if they cannot be told. */
    Granted granted(Facts facts) {
        var roles = new LinkedHashSet<>(definition.roles());
        if (rolesFrom.isPresent()) {
            Object value = rolesFrom.get().term().value(facts);
            Optional<String> mistake = addAll(value, roles);
            if (mistake.isPresent()) {
                return Granted.failed("rolesFrom: " + mistake.get());
            }
        }
        return roles.isEmpty() ? Granted.nothing() : shaped(List.copyOf(roles), facts);
    }

    private static Optional<String> addAll(Object value, Set<String> roles) {
        if (value instanceof Failure failure) {
            return Optional.of(failure.detail());
        }
        if (!(value instanceof List<?> names)) {
            return Optional.of("the value is not a list of texts");
        }
        for (Object name : names) {
            if (!(name instanceof String role)) {
                return Optional.of("the list holds something that is not a text");
            }
            roles.add(role);
        }
        return roles.size() > MAX_ROLES ? Optional.of("more than " + MAX_ROLES + " roles") : Optional.empty();
    }

    private Granted shaped(List<String> roles, Facts facts) {
        if (session.isEmpty()) {
            return new Granted(roles, SessionShape.none(), Optional.empty());
        }
        var texts = new ShapeTexts(facts);
        CompiledSession shape = session.get();
        var tags = new LinkedHashMap<String, String>();
        shape.tags().forEach((key, value) -> texts.read("session.tags." + key, value)
                .ifPresent(text -> tags.put(key, text)));
        var made = new SessionShape(
                shape.name().flatMap(name -> texts.read("session.name", name)),
                shape.definition().duration(),
                tags,
                Set.copyOf(shape.definition().transitive()),
                shape.sourceIdentity().flatMap(identity -> texts.read("session.sourceIdentity", identity)));
        return texts.failure.isPresent()
                ? Granted.failed(texts.failure.get())
                : new Granted(roles, made, Optional.empty());
    }

    /** Reads texts and keeps the first failure: a session that cannot be shaped as told is not granted. */
    private static final class ShapeTexts {
        private final Facts facts;
        private Optional<String> failure = Optional.empty();

        ShapeTexts(Facts facts) {
            this.facts = facts;
        }

        Optional<String> read(String what, CompiledExpression expression) {
            Object value = expression.term().value(facts);
            if (value instanceof String text) {
                return Optional.of(text);
            }
            String detail = value instanceof Failure failed ? failed.detail() : "the value is not a text";
            failure = failure.or(() -> Optional.of(what + ": " + detail));
            return Optional.empty();
        }
    }

    /** What a matching rule grants, or why it cannot. */
    record Granted(List<String> roles, SessionShape shape, Optional<String> failure) {
        static Granted nothing() {
            return new Granted(List.of(), SessionShape.none(), Optional.empty());
        }

        static Granted failed(String failure) {
            return new Granted(List.of(), SessionShape.none(), Optional.of(failure));
        }
    }
}
