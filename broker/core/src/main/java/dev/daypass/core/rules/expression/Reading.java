package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import java.util.List;
import java.util.Optional;

/** A term that reads one thing about an identity. */
sealed interface Reading extends Term {
    /** Whether {@code has()} finds it. */
    boolean present(Facts facts);

    /** {@code user.NAME}. */
    record UserAttribute(Span span, CelType type, String name) implements Reading {
        @Override
        public Object value(Facts facts) {
            return facts.user(name);
        }

        @Override
        public boolean present(Facts facts) {
            return facts.hasUser(name);
        }
    }

    /** {@code attr(NAME)}. */
    record RawFirst(Span span, String name) implements Reading {
        @Override
        public CelType type() {
            return SimpleType.DYN;
        }

        @Override
        public Object value(Facts facts) {
            return facts.first(name);
        }

        @Override
        public boolean present(Facts facts) {
            return !(value(facts) instanceof Failure);
        }
    }

    /** {@code attr(NAME, FALLBACK)}. */
    record RawFirstOr(Span span, CelType type, String name, Object fallback) implements Reading {
        @Override
        public Object value(Facts facts) {
            return facts.firstOr(name, fallback);
        }

        @Override
        public boolean present(Facts facts) {
            return true;
        }
    }

    /** {@code attrs(NAME)}. */
    record RawAll(Span span, String name) implements Reading {
        @Override
        public CelType type() {
            return Dialect.ANYTHING;
        }

        @Override
        public Object value(Facts facts) {
            return facts.all(name);
        }

        @Override
        public boolean present(Facts facts) {
            return true;
        }
    }

    /** The variable of a loop. */
    record Element(Span span, CelType type) implements Reading {
        @Override
        public Object value(Facts facts) {
            return facts.element();
        }

        @Override
        public boolean present(Facts facts) {
            return true;
        }
    }

    /** {@code provider}, {@code subject}, {@code authn.FIELD}. */
    record Context(Span span, CelType type, String name) implements Reading {
        @Override
        public Object value(Facts facts) {
            return read(facts.identity(), name).orElseGet(() -> Failure.missing(name));
        }

        @Override
        public boolean present(Facts facts) {
            return read(facts.identity(), name).isPresent();
        }

        static Optional<Object> read(Identity identity, String name) {
            AuthenticationContext authentication = identity.authentication();
            return switch (name) {
                case "provider" -> Optional.of(identity.provider().name());
                case "subject" -> Optional.of(identity.subject().value());
                case "authn.issuer" -> Optional.of(identity.issuer());
                case "authn.instant" -> authentication.instant().map(Object.class::cast);
                case "authn.contextClass" -> authentication.contextClass().map(Object.class::cast);
                case "authn.sessionIndex" -> authentication.sessionIndex().map(Object.class::cast);
                case "authn.methods" -> Optional.of(new ValueList(List.copyOf(authentication.methods())));
                default -> Optional.empty();
            };
        }
    }
}
