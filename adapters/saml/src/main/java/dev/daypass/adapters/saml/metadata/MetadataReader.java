package dev.daypass.adapters.saml.metadata;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.METADATA;

import dev.daypass.adapters.saml.signature.SignatureForm;
import dev.daypass.adapters.saml.signature.SignatureVerifier;
import dev.daypass.adapters.saml.signature.VerificationKeys;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.adapters.saml.xml.SamlInstant;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.adapters.saml.xml.XmlParser;
import dev.daypass.core.provider.SamlSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads metadata: parse, check the signature if one is demanded, choose the entity, describe it (SAML Metadata 2.3, 2.4).
 * Safe for several threads.
 */
public final class MetadataReader {
    private final XmlParser parser;
    private final SignatureVerifier verifier;

    public MetadataReader(XmlLimits limits, SignatureVerifier verifier) {
        this.parser = new XmlParser(limits, XmlParser.Asides.COMMENTS_DROPPED);
        this.verifier = verifier;
    }

    /** Describes the provider that the settings mean; whether it is usable is another question. */
    public IdpDescription read(byte[] bytes, SamlSettings settings) throws MetadataFault {
        Element root;
        try {
            root = parser.parse(bytes).root();
            Optional<String> signedBy = settings.metadata().signedBy();
            if (signedBy.isPresent()) {
                checkSignature(root, signedBy.get());
            }
        } catch (ProofRefused e) {
            throw new MetadataFault("the metadata is refused: " + e.refusal().auditDetail(), e);
        }
        var candidates = new ArrayList<Candidate>();
        collect(root, Optional.empty(), candidates);
        Candidate chosen = choose(candidates, settings.entityId());
        return IdpUnmarshaller.describe(chosen.entity(), chosen.validUntil());
    }

    /** An entity with the earliest end of validity around it. */
    private record Candidate(Element entity, Optional<Instant> validUntil) {
        String entityId() {
            return entity.getAttributeNS(null, "entityID");
        }

        boolean isIdentityProvider() {
            return children(entity).stream().anyMatch(child -> ElementReader.is(child, METADATA, "IDPSSODescriptor"));
        }
    }

    private void checkSignature(Element root, String pem) throws ProofRefused, MetadataFault {
        Optional<Element> signature = children(root).stream()
                .filter(child -> ElementReader.is(child, DS, "Signature"))
                .findFirst();
        if (signature.isEmpty()) {
            throw new MetadataFault("the metadata is not signed but must be (`signedBy`)");
        }
        verifier.verify(SignatureForm.check(signature.get(), root), new VerificationKeys(List.of(keyOf(pem))));
    }

    private static PublicKey keyOf(String pem) throws MetadataFault {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new MetadataFault("`signedBy` is not a PEM certificate", e);
        }
    }

    private static void collect(Element element, Optional<Instant> validUntil, List<Candidate> found)
            throws MetadataFault {
        Optional<Instant> end = earlier(validUntil, element);
        if (ElementReader.is(element, METADATA, "EntityDescriptor")) {
            found.add(new Candidate(element, end));
        } else if (ElementReader.is(element, METADATA, "EntitiesDescriptor")) {
            for (Element child : children(element)) {
                collect(child, end, found);
            }
        }
    }

    static Optional<Instant> earlier(Optional<Instant> known, Element element) throws MetadataFault {
        Optional<String> text = ElementReader.attribute(element, "validUntil");
        if (text.isEmpty()) {
            return known;
        }
        Instant own = SamlInstant.parse(text.get())
                .orElseThrow(() -> new MetadataFault("`validUntil` is not a UTC time as SAML spells it"));
        return Optional.of(known.filter(own::isAfter).orElse(own));
    }

    private static Candidate choose(List<Candidate> all, Optional<String> entityId) throws MetadataFault {
        List<Candidate> fitting = all.stream()
                .filter(candidate ->
                        entityId.map(candidate.entityId()::equals).orElseGet(candidate::isIdentityProvider))
                .toList();
        if (fitting.isEmpty()) {
            throw new MetadataFault(
                    entityId.isPresent()
                            ? "the metadata does not describe `" + entityId.get() + "`"
                            : "the metadata describes no identity provider (`IDPSSODescriptor`)");
        }
        if (fitting.size() > 1) {
            throw new MetadataFault("the metadata describes several identity providers: say which by `entityId`");
        }
        return fitting.get(0);
    }

    static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
