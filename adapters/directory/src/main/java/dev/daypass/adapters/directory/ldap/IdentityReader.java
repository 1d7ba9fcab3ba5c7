package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings.Search;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an identity of a person's entry and groups, once somebody has vouched for the person. */
final class IdentityReader {
    private final ProviderId provider;
    private final Search search;
    private final Memberships memberships;
    private final String issuer;

    IdentityReader(ProviderId provider, Search search, Memberships memberships) {
        this.provider = provider;
        this.search = search;
        this.memberships = memberships;
        this.issuer = issuer(search.baseDn());
    }

    /** A directory's name as an issuer: the URL of its base (RFC 4516). */
    static String issuer(String baseDn) {
        try {
            return new URI("ldap", "", "/" + baseDn, null, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("every text is quoted as a path", e);
        }
    }

    /**
     * How somebody was vouched for.
     *
     * @param at when the person proved who it is; absent: it did not, and is only spoken of
     */
    record Vouching(List<String> methods, List<String> audiences, String proofId, Optional<Instant> at) {
        /** A person who proved who it is. */
        static Vouching of(People.Arrival arrival) {
            return new Vouching(
                    List.of(arrival.method()),
                    List.of(arrival.audience()),
                    arrival.proofId(),
                    Optional.of(arrival.instant()));
        }

        /** A person whom somebody asks about. */
        static Vouching none() {
            return new Vouching(List.of(), List.of(), "", Optional.empty());
        }
    }

    Outcome<Identity> identity(Conversation conversation, Person person, Vouching vouching) throws LDAPException {
        if (person.subject().isEmpty()) {
            return DirectoryRefusals.refused(
                    Reason.SUBJECT_MISSING, "the entry has no `" + search.subject() + "` that may be read");
        }
        Map<String, List<AttributeValue>> attributes = new LinkedHashMap<>();
        for (String name : search.read()) {
            Outcome<List<String>> texts = Texts.of(name, conversation.values(person.entry(), name, Texts.MOST_VALUES));
            if (texts.refusal().isPresent()) {
                return Outcome.refused(texts.refusal().get());
            }
            put(attributes, name, texts.value().orElseThrow());
        }
        put(attributes, "distinguishedName", List.of(person.dn()));
        person.text("objectSid").ifPresent(sid -> put(attributes, "objectSid", List.of(sid)));
        return memberships.of(conversation, person).map(groups -> {
            put(attributes, "groups", groups);
            return identity(person, person.subject().get(), Attributes.of(attributes), vouching);
        });
    }

    private static void put(Map<String, List<AttributeValue>> attributes, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            attributes.put(name, texts.stream().map(AttributeValue::of).toList());
        }
    }

    private Identity identity(Person person, String subject, Attributes attributes, Vouching vouching) {
        return Identity.verified(
                provider,
                issuer,
                new Subject(subject, Optional.empty()),
                vouching.audiences(),
                Optional.empty(),
                attributes,
                new AuthenticationContext(
                        vouching.at(),
                        Optional.empty(),
                        vouching.methods(),
                        Optional.empty(),
                        person.state().expires()),
                vouching.proofId());
    }
}
