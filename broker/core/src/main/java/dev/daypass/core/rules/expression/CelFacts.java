package dev.daypass.core.rules.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelVariableResolver;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows {@link Facts} to CEL as its variables. */
final class CelFacts implements CelVariableResolver {
    private final Facts facts;

    CelFacts(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "user" -> Optional.of(user());
            case "authn" -> Optional.of(authentication());
            case CelEnvironment.FACTS -> Optional.of(facts);
            default -> Reading.Context.read(facts.identity(), name);
        };
    }

    private Map<String, Object> user() {
        return new Members(facts.identity().user().names(), facts::user);
    }

    private Map<String, Object> authentication() {
        return new Members(Dialect.authenticationTypes().keySet(), field -> {
            String name = "authn." + field;
            return Reading.Context.read(facts.identity(), name).orElseGet(() -> Failure.missing(name));
        });
    }

    /** The value, or CEL's exception for what cannot be had. */
    static Object orThrow(Object value) {
        if (value instanceof Failure failure) {
            throw new FailureException(failure);
        }
        if (value instanceof List<?> list) {
            limit("values", list.size(), CelEnvironment.MAX_VALUES);
        }
        if (value instanceof String text) {
            limit("characters", text.length(), CelEnvironment.MAX_TEXT);
        }
        return value;
    }

    /** What CEL works on is kept small, since it loops and copies; our own terms read more. */
    private static void limit(String what, int actual, int most) {
        if (actual > most) {
            throw new FailureException(new Failure(
                    Failure.Kind.LIMIT,
                    "an attribute of " + actual + " " + what + ", at most " + most + " are worked on"));
        }
    }

    /** Carries a failure through CEL. */
    static final class FailureException extends CelRuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        FailureException(Failure failure) {
            super(new IllegalStateException(failure.detail()), CelErrorCode.ATTRIBUTE_NOT_FOUND);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    /** {@code user} or {@code authn}: members are read when they are asked for. */
    private static final class Members extends AbstractMap<String, Object> {
        private final Set<String> names;
        private final Function<String, Object> read;

        Members(Set<String> names, Function<String, Object> read) {
            this.names = names;
            this.read = read;
        }

        @Override
        public boolean containsKey(Object name) {
            return !(read.apply((String) name) instanceof Failure failure) || failure.kind() != Failure.Kind.MISSING;
        }

        @Override
        public Object get(Object name) {
            return orThrow(read.apply((String) name));
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return names.stream()
                    .filter(this::containsKey)
                    .map(name -> Map.entry(name, get(name)))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
