package dev.daypass.core.rules.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;
import java.util.function.Function;

/** Shows {@link Facts} to CEL as its variables. */
final class CelFacts implements CelVariableResolver {
    private final Facts facts;

    CelFacts(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "user" -> Optional.of(new Struct(CelEnvironment.USER, facts::user));
            case "authn" -> Optional.of(new Struct(CelEnvironment.AUTHENTICATION, this::authentication));
            case CelEnvironment.FACTS -> Optional.of(facts);
            default -> Reading.Context.read(facts.identity(), name);
        };
    }

    private Object authentication(String field) {
        String name = "authn." + field;
        return Reading.Context.read(facts.identity(), name).orElseGet(() -> Failure.missing(name));
    }

    /** The value, or CEL's exception for what is missing. */
    static Object orThrow(Object value) {
        if (!(value instanceof Failure failure)) {
            return value;
        }
        throw new FailureException(failure);
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

    /** {@code user} or {@code authn}: fields are read when they are asked for. */
    @SuppressWarnings("Immutable") // lives as long as one evaluation on one thread
    private static final class Struct extends StructValue<String, Object> {
        private final String type;
        private final Function<String, Object> read;

        Struct(String type, Function<String, Object> read) {
            this.type = type;
            this.read = read;
        }

        @Override
        public Object value() {
            return this;
        }

        @Override
        public boolean isZeroValue() {
            return false;
        }

        @Override
        public CelType celType() {
            return StructTypeReference.create(type);
        }

        @Override
        public Object select(String field) {
            return orThrow(read.apply(field));
        }

        @Override
        public Optional<Object> find(String field) {
            Object value = read.apply(field);
            return value instanceof Failure failure && failure.kind() == Failure.Kind.MISSING
                    ? Optional.empty()
                    : Optional.of(value);
        }
    }
}
