package dev.daypass.core.exchange;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an identity provider asks for the session in the attributes that AWS defined: names under {@code
 * https://aws.amazon.com/SAML/Attributes/} in assertions, the {@code https://aws.amazon.com/tags} claim in tokens.
 *
 * <p>They shape and narrow; what the subject gets is decided by rules and trust policies alone. A single-valued wish
 * given twice is refused rather than guessed.
 *
 * @param rolePairs the {@code Role} attribute's values; where it speaks of this broker's roles at all it must list the
 *     one asked for
 */
record ProviderWishes(
        List<String> rolePairs,
        Optional<String> sessionName,
        Optional<Duration> longest,
        Map<String, String> tags,
        Set<String> transitive,
        Optional<String> sourceIdentity) {
    private static final String SAML = "https://aws.amazon.com/SAML/Attributes/";
    private static final String TOKEN_TAGS = "https://aws.amazon.com/tags";
    private static final String TOKEN_SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

    static ProviderWishes none() {
        return new ProviderWishes(List.of(), Optional.empty(), Optional.empty(), Map.of(), Set.of(), Optional.empty());
    }

    /** Reads the wishes, or {@link Reason#ATTRIBUTE_INVALID} naming the attribute that is not of its form. */
    static Outcome<ProviderWishes> of(Identity identity) {
        var reading = new Reading(identity);
        ProviderWishes wishes = reading.read();
        return reading.problem.<Outcome<ProviderWishes>>map(Outcome::refused).orElseGet(() -> Outcome.granted(wishes));
    }

    /** One pass over an identity's attributes, which remembers the first thing that is wrong. */
    private static final class Reading {
        private final Identity identity;
        private Optional<Refusal> problem = Optional.empty();

        Reading(Identity identity) {
            this.identity = identity;
        }

        ProviderWishes read() {
            var tags = new LinkedHashMap<String, String>();
            for (String name : identity.attributes().names()) {
                if (name.startsWith(SAML + "PrincipalTag:")) {
                    single(name).ifPresent(value -> tags.put(name.substring(SAML.length() + 13), value));
                }
            }
            var transitive = new LinkedHashSet<>(identity.attributes().texts(SAML + "TransitiveTagKeys"));
            identity.attributes().all(TOKEN_TAGS).forEach(value -> tokenTags(value, tags, transitive));
            Optional<String> sourceIdentity = single(SAML + "SourceIdentity");
            return new ProviderWishes(
                    identity.attributes().texts(SAML + "Role"),
                    single(SAML + "RoleSessionName"),
                    single(SAML + "SessionDuration").flatMap(this::seconds),
                    tags,
                    transitive,
                    sourceIdentity.isPresent() ? sourceIdentity : single(TOKEN_SOURCE_IDENTITY));
        }

        private void tokenTags(AttributeValue value, Map<String, String> tags, Set<String> transitive) {
            if (!(value instanceof AttributeValue.Structure structure)) {
                refuse(TOKEN_TAGS, "is not an object");
                return;
            }
            for (AttributeValue principal : structure.members().getOrDefault("principal_tags", List.of())) {
                if (!(principal instanceof AttributeValue.Structure members)) {
                    refuse(TOKEN_TAGS, "has `principal_tags` that are not an object");
                    continue;
                }
                members.members().forEach((key, values) -> {
                    if (values.size() != 1) {
                        refuse(TOKEN_TAGS, "gives tag `" + key + "` " + values.size() + " values");
                    } else {
                        tags.put(key, values.get(0).text());
                    }
                });
            }
            structure.members().getOrDefault("transitive_tag_keys", List.of()).stream()
                    .map(AttributeValue::text)
                    .forEach(transitive::add);
        }

        private Optional<String> single(String name) {
            List<String> values = identity.attributes().texts(name);
            if (values.size() > 1) {
                refuse(name, "has " + values.size() + " values where one is allowed");
            }
            return values.stream().findFirst();
        }

        private Optional<Duration> seconds(String text) {
            if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 900 || Integer.parseInt(text) > 43_200) {
                refuse(SAML + "SessionDuration", "is not a number of seconds from 900 to 43200");
                return Optional.empty();
            }
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        }

        private void refuse(String name, String what) {
            if (problem.isEmpty()) {
                problem = Optional.of(new Refusal(
                        Reason.ATTRIBUTE_INVALID,
                        "The identity provider sent an attribute for this session that is not of its form",
                        "S76: attribute `" + name + "` " + what));
            }
        }
    }
}
