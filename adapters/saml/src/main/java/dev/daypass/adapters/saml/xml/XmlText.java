package dev.daypass.adapters.saml.xml;

/** Text as it may stand in XML, in elements and in attributes with double quotes. */
public final class XmlText {
    private XmlText() {}

    /** Puts an attribute into an element's opening tag. */
    public static void appendAttribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
