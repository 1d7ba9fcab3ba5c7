package dev.daypass.adapters.saml.xml;

/**
 * What a document may hold; whatever is more is refused while it is read, before a tree of it stands.
 *
 * @param bytes length of the document
 * @param depth nesting of elements
 * @param elements elements in all
 * @param attributes attributes of one element, namespace declarations included
 * @param namespaces namespace declarations in all
 * @param textLength characters of one text or attribute value
 */
public record XmlLimits(int bytes, int depth, int elements, int attributes, int namespaces, int textLength) {
    /** For Responses: 256 KiB of XML, far above what any provider sends. */
    public static XmlLimits forMessages() {
        return new XmlLimits(256 * 1024, 24, 8_000, 32, 8_000, 256 * 1024);
    }

    /** For metadata: single entities and small federations, not a nation's whole aggregate. */
    public static XmlLimits forMetadata() {
        return new XmlLimits(8 * 1024 * 1024, 40, 200_000, 64, 100_000, 256 * 1024);
    }

    public XmlLimits withBytes(int limit) {
        return new XmlLimits(limit, depth, elements, attributes, namespaces, textLength);
    }
}
