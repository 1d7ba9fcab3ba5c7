package dev.daypass.adapters.saml.signature;

import java.security.Provider;
import java.security.PublicKey;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.w3c.dom.Element;

/** Apache Santuario, the library under OpenSAML, in its secure mode. Stateless, safe for several threads. */
public final class SantuarioEngine implements SignatureEngine {
    public SantuarioEngine() {
        Init.init();
    }

    @Override
    public boolean holds(FormedSignature formed, PublicKey key) throws XMLSecurityException {
        var signature = formed.method().family() == SignatureMethod.Family.FIXED_PSS
                ? new XMLSignature(formed.signature(), "", true, FixedPss.PROVIDER)
                : new XMLSignature(formed.signature(), "", true);
        signature.addResourceResolver(new OneElement(formed.covered()));
        return signature.checkSignatureValue(key);
    }

    /**
     * Santuario asks JCA for names such as SHA256withRSAandMGF1, which the JDK's providers do not have. Loaded when the
     * first such signature comes: few providers use them, and Bouncy Castle takes long to load.
     */
    private static final class FixedPss {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    /** Answers every reference with the one element that the signature must cover; nothing is looked up. */
    private static final class OneElement extends ResourceResolverSpi {
        private final Element element;

        OneElement(Element element) {
            this.element = element;
        }

        @Override
        public boolean engineCanResolveURI(ResourceResolverContext context) {
            return true;
        }

        @Override
        public XMLSignatureInput engineResolveURI(ResourceResolverContext context) {
            var input = new XMLSignatureInput(element);
            input.setExcludeComments(true);
            input.setSecureValidation(true);
            return input;
        }
    }
}
