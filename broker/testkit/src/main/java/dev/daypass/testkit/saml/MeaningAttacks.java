package dev.daypass.testkit.saml;

import static dev.daypass.core.outcome.Reason.ATTRIBUTE_INVALID;
import static dev.daypass.core.outcome.Reason.AUDIENCE_MISMATCH;
import static dev.daypass.core.outcome.Reason.CONFIRMATION_INVALID;
import static dev.daypass.core.outcome.Reason.DESTINATION_MISMATCH;
import static dev.daypass.core.outcome.Reason.IN_RESPONSE_TO_MISMATCH;
import static dev.daypass.core.outcome.Reason.ISSUER_MISMATCH;
import static dev.daypass.core.outcome.Reason.PROOF_EXPIRED;
import static dev.daypass.core.outcome.Reason.PROOF_NOT_YET_VALID;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;
import static dev.daypass.core.outcome.Reason.STATUS_NOT_SUCCESS;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;
import static dev.daypass.testkit.saml.SamlAttack.beforeSigning;

import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/** Well signed, but not for us, not now, or not so (S60 to S78). Each must be refused with times a few minutes long. */
final class MeaningAttacks {
    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";

    private MeaningAttacks() {}

    static List<SamlAttack> all() {
        var all = new ArrayList<SamlAttack>();
        all.addAll(forUs());
        all.addAll(confirmed());
        all.addAll(inTime());
        all.addAll(whole());
        return all;
    }

    private static List<SamlAttack> forUs() {
        return List.of(
                beforeSigning(
                        "S60 no AudienceRestriction", AUDIENCE_MISMATCH, draft -> draft.remove("AudienceRestriction")),
                audience("S60 another audience", audience -> "https://elsewhere.example.com"),
                audience("S60 audience with more behind", audience -> audience + "/more"),
                audience("S60 audience cut short", audience -> audience.substring(0, audience.length() - 1)),
                audience("S60 audience in capitals", audience -> audience.replace("https", "HTTPS")),
                beforeSigning(
                        "S60 two restrictions, one fails",
                        AUDIENCE_MISMATCH,
                        draft -> draft.append(
                                draft.first("Conditions"),
                                "<saml:AudienceRestriction><saml:Audience>https://elsewhere.example.com</saml:Audience>"
                                        + "</saml:AudienceRestriction>")),
                beforeSigning(
                                "S61 no Destination on a signed Response",
                                DESTINATION_MISMATCH,
                                draft -> draft.unset("Response", "Destination"))
                        .fromSignedResponse(),
                destination("S61 empty Destination", url -> ""),
                destination("S61 another consumer", url -> url.replace("/acs", "2/acs")),
                destination("S61 another host", url -> url.replace("https://", "https://x.")),
                destination("S61 default port", url -> url.replaceFirst("(https://[^/]+)/", "$1:443/")),
                destination("S61 trailing slash", url -> url + "/"),
                destination("S61 query", url -> url + "?x"),
                beforeSigning("S71 no Issuer in the assertion", SAML_STRUCTURE, draft -> {
                    Element issuer = draft.all("Issuer").get(1);
                    issuer.getParentNode().removeChild(issuer);
                }),
                beforeSigning("S71 no Issuer in a signed Response", ISSUER_MISMATCH, draft -> draft.remove("Issuer"))
                        .fromSignedResponse(),
                beforeSigning(
                        "S71 Issuer of another format",
                        ISSUER_MISMATCH,
                        draft -> draft.set(
                                "Issuer", "Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")),
                beforeSigning("S71 space around the Issuer", ISSUER_MISMATCH, draft -> draft.all("Issuer")
                        .forEach(issuer -> issuer.setTextContent(" " + issuer.getTextContent() + "\n"))),
                beforeSigning("S71 the assertion names another Issuer", ISSUER_MISMATCH, draft -> draft.all("Issuer")
                        .get(1)
                        .setTextContent("https://other.example.com")),
                beforeSigning(
                        "S71 Response and assertion name different Issuers",
                        ISSUER_MISMATCH,
                        draft -> draft.text("Issuer", "https://other.example.com")));
    }

    private static List<SamlAttack> confirmed() {
        return List.of(
                data("S62 no Recipient", CONFIRMATION_INVALID, data -> data.removeAttributeNS(null, "Recipient")),
                data(
                        "S62 Recipient of another consumer",
                        CONFIRMATION_INVALID,
                        data -> data.setAttributeNS(null, "Recipient", data.getAttributeNS(null, "Recipient") + "2")),
                beforeSigning("S62 several confirmations, none fits wholly", CONFIRMATION_INVALID, draft -> {
                    Element first = draft.first("SubjectConfirmation");
                    Element second = (Element) first.cloneNode(true);
                    first.getParentNode().appendChild(second);
                    draft.unset("SubjectConfirmationData", "Recipient");
                    draft.all("SubjectConfirmationData").get(1).removeAttributeNS(null, "NotOnOrAfter");
                }),
                data("S63 no NotOnOrAfter", CONFIRMATION_INVALID, data -> data.removeAttributeNS(null, "NotOnOrAfter")),
                data("S63 past NotOnOrAfter", PROOF_EXPIRED, data -> move(data, "NotOnOrAfter", -3_600)),
                data(
                        "S63 NotBefore on the confirmation",
                        CONFIRMATION_INVALID,
                        data -> data.setAttributeNS(null, "NotBefore", data.getAttributeNS(null, "NotOnOrAfter"))),
                data("S64 confirmation for days", CONFIRMATION_INVALID, data -> move(data, "NotOnOrAfter", 200_000)),
                data(
                        "S67 the confirmation answers another request",
                        IN_RESPONSE_TO_MISMATCH,
                        data -> data.setAttributeNS(null, "InResponseTo", "_other")),
                beforeSigning(
                        "S68 unsolicited with InResponseTo",
                        IN_RESPONSE_TO_MISMATCH,
                        draft -> draft.set("Response", "InResponseTo", "_unknown")),
                beforeSigning(
                        "S77 holder of key",
                        CONFIRMATION_INVALID,
                        draft -> draft.set(
                                "SubjectConfirmation", "Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key")),
                beforeSigning(
                        "S77 sender vouches",
                        CONFIRMATION_INVALID,
                        draft -> draft.set(
                                "SubjectConfirmation", "Method", "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches")),
                beforeSigning(
                        "S77 bearer with a key",
                        CONFIRMATION_INVALID,
                        draft -> draft.append(draft.first("SubjectConfirmationData"), "<ds:KeyInfo/>")));
    }

    private static List<SamlAttack> inTime() {
        return List.of(
                beforeSigning(
                        "S64 Conditions not valid yet",
                        PROOF_NOT_YET_VALID,
                        draft -> move(draft.first("Conditions"), "NotBefore", 200)),
                beforeSigning("S64 Conditions no longer valid", PROOF_EXPIRED, draft -> {
                    move(draft.first("Conditions"), "NotBefore", -7_200);
                    move(draft.first("Conditions"), "NotOnOrAfter", -3_600);
                }),
                beforeSigning("S64 Conditions inverted", SAML_STRUCTURE, draft -> {
                    Element conditions = draft.first("Conditions");
                    conditions.setAttributeNS(null, "NotBefore", conditions.getAttributeNS(null, "NotOnOrAfter"));
                }),
                time("S64 year 9999", "9999-12-31T23:59:59Z"),
                time("S64 no zone", "2040-01-01T00:00:00"),
                time("S64 offset", "2040-01-01T00:00:00+00:00"),
                time("S64 leap second", "2040-06-30T23:59:60Z"),
                time("S64 lower case", "2040-01-01t00:00:00z"),
                time("S64 hour 24", "2040-01-01T24:00:00Z"),
                time("S64 space", " 2040-01-01T00:00:00Z"),
                time("S64 empty fraction", "2040-01-01T00:00:00.Z"),
                time("S64 ten digits of fraction", "2040-01-01T00:00:00.1234567890Z"),
                time("S64 day 31 of February", "2040-02-31T00:00:00Z"),
                beforeSigning("S65 the provider's session is over", PROOF_EXPIRED, draft -> {
                    Element statement = draft.first("AuthnStatement");
                    statement.setAttributeNS(
                            null, "SessionNotOnOrAfter", statement.getAttributeNS(null, "AuthnInstant"));
                    move(statement, "SessionNotOnOrAfter", -3_600);
                }),
                beforeSigning(
                        "S66 AuthnInstant in the future",
                        PROOF_NOT_YET_VALID,
                        draft -> move(draft.first("AuthnStatement"), "AuthnInstant", 3_600)),
                beforeSigning(
                        "S73 issued in the future",
                        PROOF_NOT_YET_VALID,
                        draft -> move(draft.assertion(), "IssueInstant", 3_600)),
                beforeSigning(
                        "S73 issued days ago",
                        PROOF_EXPIRED,
                        draft -> move(draft.assertion(), "IssueInstant", -200_000)));
    }

    private static List<SamlAttack> whole() {
        return List.of(
                beforeSigning(
                        "S72 status not success",
                        STATUS_NOT_SUCCESS,
                        draft -> draft.set("StatusCode", "Value", STATUS + "Responder")),
                beforeSigning("S72 success inside a failure", STATUS_NOT_SUCCESS, draft -> {
                    draft.set("StatusCode", "Value", STATUS + "Responder");
                    draft.append(draft.first("StatusCode"), code("Success"));
                }),
                beforeSigning(
                        "S72 failure inside success",
                        STATUS_NOT_SUCCESS,
                        draft -> draft.append(draft.first("StatusCode"), code("AuthnFailed"))),
                beforeSigning(
                        "S72 two StatusCodes",
                        SAML_STRUCTURE,
                        draft -> draft.append(draft.first("Status"), code("Responder"))),
                beforeSigning("S72 no StatusCode", SAML_STRUCTURE, draft -> draft.remove("StatusCode")),
                beforeSigning("S72 no Status", SAML_STRUCTURE, draft -> draft.remove("Status")),
                beforeSigning("S73 Version 1.1", SAML_STRUCTURE, draft -> draft.set("Response", "Version", "1.1")),
                beforeSigning(
                        "S73 assertion of Version 1.1",
                        SAML_STRUCTURE,
                        draft -> draft.set("Assertion", "Version", "1.1")),
                beforeSigning("S73 Response without ID", SAML_STRUCTURE, draft -> draft.unset("Response", "ID")),
                beforeSigning("S73 no IssueInstant", SAML_STRUCTURE, draft -> draft.unset("Assertion", "IssueInstant")),
                beforeSigning("S74 empty NameID", SUBJECT_MISSING, draft -> draft.text("NameID", "")),
                beforeSigning("S74 NameID of spaces", SUBJECT_MISSING, draft -> draft.text("NameID", "  ")),
                beforeSigning("S74 no NameID", SUBJECT_MISSING, draft -> draft.remove("NameID")),
                beforeSigning("S74 no Subject", SAML_STRUCTURE, draft -> draft.remove("Subject")),
                beforeSigning(
                        "S74 NameID qualified for another",
                        SUBJECT_MISSING,
                        draft -> draft.set("NameID", "SPNameQualifier", "https://elsewhere.example.com")),
                attribute(
                        "S75 one name in two formats",
                        "<saml:Attribute Name=\"department\""
                                + " NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:basic\">"
                                + "<saml:AttributeValue>x</saml:AttributeValue></saml:Attribute>"),
                attribute("S75 xsi:nil", value("<saml:AttributeValue xsi:nil=\"true\"/>")),
                attribute(
                        "S75 element inside a value",
                        value("<saml:AttributeValue><saml:NameID>x</saml:NameID>" + "</saml:AttributeValue>")),
                attribute("S75 something else than a value", value("<saml:Value>x</saml:Value>")),
                attribute(
                        "S75 no name",
                        "<saml:Attribute Name=\"\"><saml:AttributeValue>x</saml:AttributeValue>" + "</saml:Attribute>"),
                condition("S78 ProxyRestriction Count 0", AUDIENCE_MISMATCH, "<saml:ProxyRestriction Count=\"0\"/>"),
                condition(
                        "S78 ProxyRestriction for another",
                        AUDIENCE_MISMATCH,
                        "<saml:ProxyRestriction Count=\"5\">"
                                + "<saml:Audience>https://elsewhere.example.com</saml:Audience></saml:ProxyRestriction>"),
                condition("S78 unknown condition", SAML_STRUCTURE, "<saml:Condition xsi:type=\"xs:string\"/>"));
    }

    private static SamlAttack audience(String name, UnaryOperator<String> change) {
        return beforeSigning(
                name,
                AUDIENCE_MISMATCH,
                draft -> draft.text(
                        "Audience", change.apply(draft.first("Audience").getTextContent())));
    }

    private static SamlAttack destination(String name, UnaryOperator<String> change) {
        return beforeSigning(
                name,
                DESTINATION_MISMATCH,
                draft -> draft.set(
                        "Response", "Destination", change.apply(draft.response().getAttributeNS(null, "Destination"))));
    }

    /** Changes the confirmation's data. */
    private interface Change {
        void of(Element data);
    }

    private static SamlAttack data(String name, Reason reason, Change change) {
        return beforeSigning(name, reason, draft -> change.of(draft.first("SubjectConfirmationData")));
    }

    private static SamlAttack time(String name, String spelling) {
        return beforeSigning(name, SAML_STRUCTURE, draft -> draft.set("Conditions", "NotOnOrAfter", spelling));
    }

    private static SamlAttack attribute(String name, String xml) {
        return beforeSigning(name, ATTRIBUTE_INVALID, draft -> draft.append(draft.first("AttributeStatement"), xml));
    }

    private static SamlAttack condition(String name, Reason reason, String xml) {
        return beforeSigning(name, reason, draft -> draft.append(draft.first("Conditions"), xml));
    }

    private static String value(String xml) {
        return "<saml:Attribute Name=\"other\">" + xml + "</saml:Attribute>";
    }

    private static String code(String value) {
        return "<samlp:StatusCode Value=\"" + STATUS + value + "\"/>";
    }

    private static void move(Element element, String attribute, long seconds) {
        Instant time = Instant.parse(element.getAttributeNS(null, attribute));
        element.setAttributeNS(null, attribute, time.plusSeconds(seconds).toString());
    }
}
