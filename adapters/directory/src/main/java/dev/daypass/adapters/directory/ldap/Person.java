package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Optional;

/**
 * One person's entry, read for a while.
 *
 * @param subject the value that names the person for good; absent if the entry has none that may be read
 */
record Person(SearchResultEntry entry, Optional<String> subject, AccountState state) {
    static Person of(SearchResultEntry entry, String subjectAttribute, Dialect dialect) {
        byte[] value = entry.getAttributeValueBytes(subjectAttribute);
        Optional<String> subject = Optional.ofNullable(value)
                .flatMap(bytes ->
                        Binary.isBinary(subjectAttribute) ? Binary.text(subjectAttribute, bytes) : Texts.text(bytes))
                .filter(text -> !text.isBlank());
        return new Person(entry, subject, AccountState.of(entry, dialect));
    }

    String dn() {
        return entry.getDN();
    }

    Optional<String> text(String attribute) {
        return Optional.ofNullable(entry.getAttributeValueBytes(attribute))
                .flatMap(bytes -> Binary.isBinary(attribute) ? Binary.text(attribute, bytes) : Texts.text(bytes));
    }

    @Override
    public String toString() {
        return "Person";
    }
}
