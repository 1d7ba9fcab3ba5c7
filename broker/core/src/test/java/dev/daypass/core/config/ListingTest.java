package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Listing;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.source.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people find a provider is read as written, and what would leave them at a loss is found at its place. */
final class ListingTest {
    @Test
    void leftOutMeansListedUnderItsName() {
        Provider provider = provider(one(""));
        assertEquals(Listing.plain(), provider.listing());
        assertEquals("corp", provider.label());
    }

    @Test
    void listingIsReadAsWritten() {
        Provider provider = provider(
                one(
                        ", \"label\": \"Corp & Söhne\", \"domains\": [\"corp.example.com\", \"xn--fa-hia.example\"], \"hidden\": true"));
        assertEquals(
                new Listing(Optional.of("Corp & Söhne"), Set.of("corp.example.com", "xn--fa-hia.example"), true),
                provider.listing());
        assertEquals("Corp & Söhne", provider.label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u202egnp.exe", "two\\nlines", "zero\\u200bwidth", "a\\u0000", "\\u0085"})
    void W06labelThatReadsAsAnotherIsFound(String label) {
        assertTrue(codes(one(", \"label\": \"" + label + "\"")).contains("bad-label"), label);
    }

    @Test
    void W06longLabelIsFound() {
        assertTrue(codes(one(", \"label\": \"" + "x".repeat(61) + "\"")).contains("bad-label"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Corp.example.com", "example", "@corp.example.com", "*.example.com", "a..b", "fass.straße"})
    void whatIsNoMailDomainIsFound(String domain) {
        assertTrue(codes(one(", \"domains\": [\"" + domain + "\"]")).contains("bad-domain"), domain);
    }

    @Test
    void domainOfTwoIsFoundWithBothPlaces() {
        Configuration both = two("", "");
        List<Finding> found = both.findings().stream()
                .filter(finding -> finding.code().equals("shared-domain"))
                .toList();
        assertEquals(1, found.size(), both.findings()::toString);
        String told = found.get(0).source() + " " + found.get(0).message();
        assertTrue(told.contains("providers/other.yaml:1:") && told.contains("providers/corp.yaml:1:"), told);
        assertTrue(both.usable());
    }

    @Test
    void domainOfTwoThatPeopleCanTellApartIsNone() {
        assertTrue(codes(two(", \"label\": \"Staff\"", "")).contains("shared-domain"));
        assertEquals(
                List.of(),
                codes(two(", \"label\": \"Staff\"", ", \"label\": \"Machines\"")).stream()
                        .filter("shared-domain"::equals)
                        .toList());
    }

    @Test
    void issuerForProgramsServesNobodysMail() {
        Configuration ci = Configs.with(Map.of("providers/ci.yaml", """
                {"ci": {"type": "jwt", "issuer": "https://ci.example.com", "audiences": ["daypass"],
                        "domains": ["ci.example.com"],
                        "attributes": {"repository": "attr(\\"repository\\")"}}}
                """));
        assertTrue(codes(ci).contains("unused-domains"));
    }

    private static Configuration one(String more) {
        return Configs.with(Map.of("providers/corp.yaml", written("corp", more)));
    }

    private static Configuration two(String corp, String other) {
        String domain = ", \"domains\": [\"corp.example.com\"]";
        return Configs.with(Map.of(
                "providers/corp.yaml", written("corp", domain + corp),
                "providers/other.yaml", written("other", domain + other)));
    }

    private static String written(String name, String more) {
        return "{\"" + name + "\": {\"type\": \"saml\", \"metadata\": \"https://" + name + ".example.com/metadata\""
                + more + "}}";
    }

    private static Provider provider(Configuration configuration) {
        return configuration
                .snapshot(Configs.ids(1))
                .orElseThrow(() -> new AssertionError(configuration.findings()))
                .provider(new ProviderId("corp"))
                .orElseThrow();
    }

    private static List<String> codes(Configuration configuration) {
        return configuration.findings().stream().map(Finding::code).toList();
    }
}
