package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.adapters.saml.xml.Namespaces.SAMLP;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.outcome.Reason;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Counts what there may be only one of, wherever in the tree it hides: the wall against wrapping (S01 to S09, S44, S52).
 * Runs before any cryptography; the readers that follow ask for direct children only and would not find a second one, but
 * a Response that holds one is an attack.
 */
public final class Census {
    private final Element root;
    private int assertions;
    private int signatures;

    private Census(Element root) {
        this.root = root;
    }

    /** Refuses a tree with a second assertion, a Response inside, a Signature out of place or a {@code ds:Object}. */
    public static void check(Element root) throws ProofRefused {
        var census = new Census(root);
        census.visit(root);
        if (census.assertions > 1) {
            throw refused("S03, S44: more than one assertion");
        }
        if (census.signatures > 2) {
            throw ProofRefused.because(Reason.SIGNATURE_FORM, "S38: more than two signatures");
        }
    }

    private void visit(Element element) throws ProofRefused {
        String namespace = element.getNamespaceURI();
        if (SAML.equals(namespace)) {
            visitAssertion(element);
        } else if (DS.equals(namespace)) {
            visitSignature(element);
        } else if (SAMLP.equals(namespace)) {
            visitMessage(element);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                visit(inner);
            }
        }
    }

    private void visitAssertion(Element element) throws ProofRefused {
        switch (element.getLocalName()) {
            case "Assertion", "EncryptedAssertion" -> assertions++;
            case "Advice" -> throw refused("S09: Advice");
            case "EncryptedAttribute" -> throw refused("S52: EncryptedAttribute");
            default -> {
                // Every other name is for the readers to place.
            }
        }
    }

    private void visitSignature(Element element) throws ProofRefused {
        switch (element.getLocalName()) {
            case "Object" -> throw ProofRefused.because(Reason.SIGNATURE_FORM, "S08: ds:Object");
            case "Signature" -> {
                signatures++;
                checkPlace(element);
            }
            default -> {
                // The signature's own reader knows the rest.
            }
        }
    }

    private void checkPlace(Element signature) throws ProofRefused {
        Node parent = signature.getParentNode();
        boolean ofRoot = parent == root;
        boolean ofAssertion = parent.getParentNode() == root
                && "Assertion".equals(parent.getLocalName())
                && SAML.equals(parent.getNamespaceURI());
        if (!ofRoot && !ofAssertion) {
            throw ProofRefused.because(
                    Reason.SIGNATURE_FORM, "S01, S05: a signature that is no child of the Response or its assertion");
        }
    }

    private void visitMessage(Element element) throws ProofRefused {
        switch (element.getLocalName()) {
            case "Response" -> {
                if (element != root) {
                    throw refused("S01: a Response inside the document");
                }
            }
            case "Extensions" -> throw refused("S07: Extensions");
            case "StatusDetail" -> throw refused("S09: StatusDetail");
            default -> {
                // Every other name is for the readers to place.
            }
        }
    }

    private static ProofRefused refused(String detail) {
        return ProofRefused.because(Reason.SAML_STRUCTURE, detail);
    }
}
