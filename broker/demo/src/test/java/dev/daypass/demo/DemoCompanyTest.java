package dev.daypass.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.daypass.demo.openid.DemoOpenIdProvider;
import dev.daypass.demo.saml.DemoSamlIdentityProvider;
import dev.daypass.demo.saml.DemoSamlIdentityProvider.Recipient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the demo company signs, read by programs that know nothing of it. */
final class DemoCompanyTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final URI CONSUMER = URI.create("http://127.0.0.1:1/saml/corp/acs");
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static DemoCompany company;

    @BeforeAll
    static void open() throws Exception {
        company = DemoCompany.open(DemoPeople.standard(), CLOCK, new SecureRandom());
    }

    @AfterAll
    static void close() {
        company.close();
    }

    @Test
    void theResponseIsSignedByTheKeyInTheMetadata() throws Exception {
        X509Certificate certificate = certificate(get(company.saml().entityId()));
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));

        Document response = response("alice");
        assertTrue(signatureHolds(response, certificate));
        assertEquals("alice@corp.example.com", text(response, "NameID"));
        assertEquals(company.saml().entityId().toString(), text(response, "Issuer"));

        Element value = (Element)
                response.getElementsByTagNameNS(SAML, "AttributeValue").item(0);
        value.setTextContent("bob@corp.example.com");
        assertFalse(signatureHolds(response, certificate), "a changed assertion must not keep its signature");
    }

    @Test
    void theIdTokenIsSignedByAPublishedKey() throws Exception {
        URI issuer = company.openId().issuer();
        assertTrue(get(URI.create(issuer + "/.well-known/openid-configuration")).contains("\"issuer\":\"" + issuer));

        var token = SignedJWT.parse(get(URI.create(issuer + "/id-token?person=bob&client=broker")));
        var keys = JWKSet.parse(get(URI.create(issuer + "/jwks")));
        ECKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();

        assertFalse(key.isPrivate());
        assertTrue(token.verify(new ECDSAVerifier(key)));
        assertEquals("person-bob", token.getJWTClaimsSet().getSubject());
        assertEquals(
                "Finance", token.getJWTClaimsSet().getStringListClaim("groups").get(0));
    }

    @Test
    void jobsAndPodsHaveIssuersOfTheirOwn() throws Exception {
        var workloads = company.workloads();
        var job = SignedJWT.parse(workloads.jobToken("corp/shop", "main", "daypass"));
        var pod = SignedJWT.parse(workloads.podToken("shop", "till", "daypass"));

        assertEquals("repo:corp/shop:ref:refs/heads/main", job.getJWTClaimsSet().getSubject());
        assertEquals("system:serviceaccount:shop:till", pod.getJWTClaimsSet().getSubject());
        var clusterKey = JWKSet.parse(get(URI.create(workloads.kubernetesIssuer() + "/jwks")))
                .getKeys()
                .get(0)
                .toECKey();
        assertTrue(pod.verify(new ECDSAVerifier(clusterKey)));
        assertFalse(job.verify(new ECDSAVerifier(clusterKey)));
    }

    @Test
    void nothingIsSignedForElsewhere() throws Exception {
        for (String elsewhere : new String[] {
            "https://broker.corp.example.com", "http://10.0.0.1:80", "http://127.0.0.1.example.com", "http://2130706433"
        }) {
            var address = URI.create(elsewhere);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new DemoSamlIdentityProvider(address, CLOCK, new SecureRandom()),
                    elsewhere);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new DemoOpenIdProvider(address, CLOCK, new SecureRandom()),
                    elsewhere);
            var recipient = new Recipient(address, "broker");
            var alice = company.people().find("alice").orElseThrow();
            assertThrows(IllegalArgumentException.class, () -> company.saml().respond(alice, recipient), elsewhere);
        }
        var page = company.saml().entityId() + "/response?person=alice&audience=x&acs=https://corp.example.com/acs";
        assertEquals(
                400,
                HTTP.send(request(URI.create(page)), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
    }

    private static Document response(String person) throws Exception {
        String query = "/response?person=" + person + "&audience=broker&acs=" + CONSUMER;
        byte[] xml = Base64.getDecoder().decode(get(URI.create(company.saml().entityId() + query)));
        return parse(xml);
    }

    private static String get(URI address) throws Exception {
        var response = HTTP.send(request(address), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private static HttpRequest request(URI address) {
        return HttpRequest.newBuilder(address).build();
    }

    private static boolean signatureHolds(Document response, X509Certificate certificate) throws Exception {
        var assertion =
                (Element) response.getElementsByTagNameNS(SAML, "Assertion").item(0);
        assertion.setIdAttribute("ID", true);
        var signature =
                response.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        assertEquals(assertion, signature.getParentNode());
        var context = new DOMValidateContext(certificate.getPublicKey(), signature);
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }

    private static X509Certificate certificate(String metadata) throws Exception {
        Document document = parse(metadata.getBytes(StandardCharsets.UTF_8));
        String text = document.getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate")
                .item(0)
                .getTextContent();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(text)));
    }

    private static Document parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagNameNS(SAML, name).item(0).getTextContent();
    }
}
