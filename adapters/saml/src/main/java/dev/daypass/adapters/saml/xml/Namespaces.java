package dev.daypass.adapters.saml.xml;

/** The namespaces that SAML messages and metadata are written in. */
public final class Namespaces {
    public static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    public static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    public static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    public static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    public static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";
    public static final String EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public static final String DSIG_MORE = "http://www.w3.org/2007/05/xmldsig-more#";
    public static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    public static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    public static final String XML = "http://www.w3.org/XML/1998/namespace";

    private Namespaces() {}
}
