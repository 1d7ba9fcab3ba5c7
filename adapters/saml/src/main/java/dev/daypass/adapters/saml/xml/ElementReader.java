package dev.daypass.adapters.saml.xml;

import dev.daypass.core.outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Walks the direct children of one element in the order a schema gives them. What is not asked for by name is refused at
 * {@link #end()}: there is no search and no skipping, so nothing can hide (S07 to S10, S20, S26).
 */
public final class ElementReader {
    private final Reason reason;
    private final Element parent;
    private @Nullable Node next;

    private ElementReader(Reason reason, Element parent) {
        this.reason = reason;
        this.parent = parent;
        this.next = parent.getFirstChild();
    }

    /**
     * Begins at the first child and checks the element's own attributes.
     *
     * @param reason with which anything unexpected is refused
     * @param attributes the only attributes without namespace it may have; {@code xmlns}, {@code xml:lang} and {@code
     *     xsi:type} are free
     */
    public static ElementReader of(Reason reason, Element element, String... attributes) throws ProofRefused {
        return of(reason, element, Foreign.REFUSED, attributes);
    }

    /** The same for an element whose schema leaves room for attributes of other namespaces; they are not read. */
    public static ElementReader ofExtensible(Reason reason, Element element, String... attributes) throws ProofRefused {
        return of(reason, element, Foreign.IGNORED, attributes);
    }

    /** How attributes of other namespaces are taken. */
    private enum Foreign {
        REFUSED,
        IGNORED
    }

    private static ElementReader of(Reason reason, Element element, Foreign foreign, String... names)
            throws ProofRefused {
        var present = element.getAttributes();
        for (int i = 0; i < present.getLength(); i++) {
            Node attribute = present.item(i);
            if (!isAllowed(attribute, foreign, names)) {
                throw ProofRefused.because(reason, "attribute `" + shown(attribute) + "` in `" + shown(element) + "`");
            }
        }
        return new ElementReader(reason, element);
    }

    private static boolean isAllowed(Node attribute, Foreign foreign, String... names) {
        String namespace = attribute.getNamespaceURI();
        if (namespace == null) {
            return List.of(names).contains(attribute.getLocalName());
        }
        if (namespace.equals(Namespaces.XSI)) {
            return !attribute.getLocalName().equals("nil");
        }
        return namespace.equals(Namespaces.XMLNS) || namespace.equals(Namespaces.XML) || foreign == Foreign.IGNORED;
    }

    /** The next child, which must have this name. */
    public Element required(String namespace, String name) throws ProofRefused {
        return optional(namespace, name)
                .orElseThrow(() -> ProofRefused.because(reason, "`" + name + "` missing in `" + shown(parent) + "`"));
    }

    /** The next child if it has this name. */
    public Optional<Element> optional(String namespace, String name) throws ProofRefused {
        Element child = peek();
        if (child == null || !is(child, namespace, name)) {
            return Optional.empty();
        }
        next = child.getNextSibling();
        return Optional.of(child);
    }

    /** All next children of this name. */
    public List<Element> many(String namespace, String name) throws ProofRefused {
        var found = new ArrayList<Element>();
        Optional<Element> child = optional(namespace, name);
        while (child.isPresent()) {
            found.add(child.get());
            child = optional(namespace, name);
        }
        return found;
    }

    /** The next child, whatever its name. */
    public Element any() throws ProofRefused {
        Element child = peek();
        if (child == null) {
            throw ProofRefused.because(reason, "`" + shown(parent) + "` is empty");
        }
        next = child.getNextSibling();
        return child;
    }

    /** Whether another child follows. */
    public boolean hasNext() throws ProofRefused {
        return peek() != null;
    }

    /** Nothing more may follow. */
    public void end() throws ProofRefused {
        Element child = peek();
        if (child != null) {
            throw ProofRefused.because(reason, "unexpected `" + shown(child) + "` in `" + shown(parent) + "`");
        }
    }

    /** Whether an element has this expanded name; prefixes mean nothing. */
    public static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /** An attribute without namespace. */
    public static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? Optional.of(element.getAttributeNS(null, name)) : Optional.empty();
    }

    /** The text of an element that holds nothing else; exact, white space included. */
    public static String text(Reason reason, Element element) throws ProofRefused {
        Node child = element.getFirstChild();
        if (child == null) {
            return "";
        }
        if (child.getNodeType() != Node.TEXT_NODE || child.getNextSibling() != null) {
            throw ProofRefused.because(reason, "`" + shown(element) + "` holds more than text");
        }
        return child.getNodeValue();
    }

    private @Nullable Element peek() throws ProofRefused {
        while (next != null && !(next instanceof Element)) {
            if (!next.getNodeValue().isBlank()) {
                throw ProofRefused.because(reason, "text between the elements of `" + shown(parent) + "`");
            }
            next = next.getNextSibling();
        }
        return (Element) next;
    }

    /** Names come from outside too: only their beginning is repeated, and only what a name may hold. */
    private static String shown(Node node) {
        String name = node.getLocalName();
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
