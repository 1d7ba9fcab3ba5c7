package dev.daypass.testkit.saml;

import static dev.daypass.core.outcome.Reason.ENCODING_INVALID;
import static dev.daypass.core.outcome.Reason.LIMIT_EXCEEDED;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;
import static dev.daypass.core.outcome.Reason.XML_FORBIDDEN;
import static dev.daypass.core.outcome.Reason.XML_MALFORMED;
import static dev.daypass.testkit.saml.SamlAttack.asText;
import static dev.daypass.testkit.saml.SamlAttack.beforeSigning;

import dev.daypass.core.outcome.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** XML that no provider sends: entities, bombs, odd encodings, split texts (S21 to S26, S35 to S40). */
final class XmlAttacks {
    private XmlAttacks() {}

    static List<SamlAttack> all() {
        return List.of(
                asText(
                        "S21 comment splits the NameID",
                        XML_FORBIDDEN,
                        text -> text.replace("alice@corp", "alice@<!-- -->corp")),
                asText(
                        "S22 processing instruction splits the NameID",
                        XML_FORBIDDEN,
                        text -> text.replace("alice@corp", "alice@<?x y?>corp")),
                asText("S22 undeclared entity", XML_MALFORMED, text -> text.replace("alice@corp", "alice@&x;corp")),
                asText(
                        "S24 relative namespace name",
                        XML_FORBIDDEN,
                        text -> text.replaceFirst("<saml:Assertion ", "<saml:Assertion xmlns:r=\"relative\" ")),
                beforeSigning("S26 NameID of another namespace", SUBJECT_MISSING, draft -> {
                    draft.before(draft.first("NameID"), "<saml:NameID xmlns:saml=\"urn:other\">mallory</saml:NameID>");
                    draft.all("NameID")
                            .get(1)
                            .getParentNode()
                            .removeChild(draft.all("NameID").get(1));
                }),
                asText(
                        "S26 attribute twice by two prefixes",
                        XML_MALFORMED,
                        text -> text.replaceFirst(
                                "<saml:NameID ",
                                "<saml:NameID xmlns:a=\"urn:a\" xmlns:b=\"urn:a\" a:x=\"1\" b:x=\"2\" ")),
                asText(
                        "S26 SAML 1.1 namespace",
                        SAML_STRUCTURE,
                        text -> text.replace(Draft.SAMLP, "urn:oasis:names:tc:SAML:1.0:protocol")),
                prolog("S35 DOCTYPE", "<!DOCTYPE samlp:Response>"),
                prolog("S35 external entity", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"),
                prolog("S35 parameter entity", "<!DOCTYPE r [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\">%x;]>"),
                prolog("S35 external subset", "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/x.dtd\">"),
                prolog("S36 billion laughs", laughs()),
                prolog("S36 quadratic blow-up", "<!DOCTYPE r [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>"),
                beforeSigning(
                        "S37 XInclude",
                        SUBJECT_MISSING,
                        draft -> draft.append(
                                draft.first("Subject"),
                                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                                        + " href=\"file:///etc/hostname\" parse=\"text\"/>")),
                prolog("S37 xml-stylesheet", "<?xml-stylesheet href=\"http://127.0.0.1:9/x.xsl\" type=\"text/xsl\"?>"),
                asText(
                        "S37 xml:base",
                        XML_FORBIDDEN,
                        text -> text.replaceFirst(
                                "<samlp:Response ", "<samlp:Response xml:base=\"http://127.0.0.1:9/\" ")),
                asText(
                        "S38 depth",
                        LIMIT_EXCEEDED,
                        text -> text.replace("alice", "<d>".repeat(3_000) + "</d>".repeat(3_000))),
                asText(
                        "S38 attributes",
                        LIMIT_EXCEEDED,
                        text -> text.replaceFirst("<saml:NameID ", "<saml:NameID " + many(" a", 500))),
                asText(
                        "S38 namespaces",
                        LIMIT_EXCEEDED,
                        text -> text.replaceFirst("<saml:NameID ", "<saml:NameID " + many(" xmlns:n", 500))),
                asText("S38 elements", LIMIT_EXCEEDED, text -> text.replace("alice", "<d/>".repeat(20_000))),
                asText(
                        "S38 ten thousand signatures",
                        LIMIT_EXCEEDED,
                        text -> text.replace("<samlp:Status>", "<Signature/>".repeat(10_000) + "<samlp:Status>")),
                asText("S38 ten megabytes", LIMIT_EXCEEDED, text -> text.replace("alice", "a".repeat(10_000_000))),
                encoded("S39 UTF-7", XML_MALFORMED, StandardCharsets.US_ASCII, "UTF-7"),
                encoded("S39 ISO 8859-1", XML_FORBIDDEN, StandardCharsets.ISO_8859_1, "ISO-8859-1"),
                encoded("S39 UTF-8 that says UTF-16", XML_MALFORMED, StandardCharsets.UTF_8, "UTF-16"),
                asText("S39 XML 1.1", XML_FORBIDDEN, text -> "<?xml version=\"1.1\"?>" + text),
                asText("S39 NUL", XML_MALFORMED, text -> text.replace("alice", "al\u0000ice")),
                bytes("S39 overlong UTF-8", XML_MALFORMED, text -> {
                    byte[] bytes = text.replace("alice", "@@ice").getBytes(StandardCharsets.UTF_8);
                    int at = text.indexOf("alice");
                    bytes[at] = (byte) 0xc1;
                    bytes[at + 1] = (byte) 0xa1;
                    return bytes;
                }),
                base64("S40 junk", ENCODING_INVALID, text -> text.substring(0, 40) + "*" + text.substring(40)),
                base64(
                        "S40 URL-safe alphabet",
                        ENCODING_INVALID,
                        text -> Base64.getUrlEncoder().encodeToString(new byte[] {-1, -1, -1}) + text),
                base64("S40 padding missing", ENCODING_INVALID, text -> {
                    String cut = text.replace("=", "");
                    return cut.length() % 4 == 0 ? cut.substring(0, cut.length() - 1) : cut;
                }),
                base64("S40 encoded twice", XML_MALFORMED, HonestIdentityProvider::base64),
                base64("S40 empty", ENCODING_INVALID, text -> ""));
    }

    private static SamlAttack prolog(String name, String prolog) {
        return asText(name, XML_FORBIDDEN, text -> prolog + text);
    }

    private static SamlAttack encoded(String name, Reason reason, Charset charset, String declared) {
        return bytes(name, reason, text -> ("<?xml version=\"1.0\" encoding=\"" + declared + "\"?>" + text)
                .getBytes(charset));
    }

    /** Changes an XML text into bytes. */
    private interface Bytes {
        byte[] of(String xml);
    }

    private static SamlAttack bytes(String name, Reason reason, Bytes change) {
        return SamlAttack.of(name, reason, (provider, spec) -> Base64.getEncoder()
                .encodeToString(change.of(
                        new String(Base64.getDecoder().decode(provider.response(spec)), StandardCharsets.UTF_8))));
    }

    private static SamlAttack base64(String name, Reason reason, UnaryOperator<String> change) {
        return SamlAttack.of(name, reason, (provider, spec) -> change.apply(provider.response(spec)));
    }

    private static String many(String start, int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(start).append(i).append("=\"urn:x\"");
        }
        return out.append(' ').toString();
    }

    private static String laughs() {
        var out = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            out.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return out.append("]>").toString();
    }
}
