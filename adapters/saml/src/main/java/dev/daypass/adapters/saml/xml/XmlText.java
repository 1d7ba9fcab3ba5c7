package dev.daypass.adapters.saml.xml;

/** Text as it may stand in XML, in elements and in attributes with double quotes. */
public final class XmlText {
    private XmlText() {}

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
