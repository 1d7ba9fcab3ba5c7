package dev.daypass.core.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which SAML attributes stand behind which {@code saml:*} condition keys (IAM user guide). */
final class SamlAttributeKeys {
    private static final Map<String, String> KEYS = keys();

    private SamlAttributeKeys() {}

    static Optional<String> keyOf(String attributeName) {
        return Optional.ofNullable(KEYS.get(attributeName));
    }

    private static Map<String, String> keys() {
        var keys = new HashMap<String, String>();
        String eduPerson = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";
        keys.put(eduPerson + "1", "saml:edupersonaffiliation");
        keys.put(eduPerson + "2", "saml:edupersonnickname");
        keys.put(eduPerson + "3", "saml:edupersonorgdn");
        keys.put(eduPerson + "4", "saml:edupersonorgunitdn");
        keys.put(eduPerson + "5", "saml:edupersonprimaryaffiliation");
        keys.put(eduPerson + "6", "saml:edupersonprincipalname");
        keys.put(eduPerson + "7", "saml:edupersonentitlement");
        keys.put(eduPerson + "8", "saml:edupersonprimaryorgunitdn");
        keys.put(eduPerson + "9", "saml:edupersonscopedaffiliation");
        keys.put(eduPerson + "10", "saml:edupersontargetedid");
        keys.put(eduPerson + "11", "saml:edupersonassurance");
        String eduOrg = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
        keys.put(eduOrg + "2", "saml:eduorghomepageuri");
        keys.put(eduOrg + "3", "saml:eduorgidentityauthnpolicyuri");
        keys.put(eduOrg + "4", "saml:eduorglegalname");
        keys.put(eduOrg + "5", "saml:eduorgsuperioruri");
        keys.put(eduOrg + "6", "saml:eduorgwhitepagesuri");
        keys.put("urn:oid:2.5.4.3", "saml:cn");
        keys.put("urn:oid:0.9.2342.19200300.100.1.1", "saml:uid");
        keys.put("urn:oid:0.9.2342.19200300.100.1.3", "saml:mail");
        keys.put("urn:oid:0.9.2342.19200300.100.1.45", "saml:organizationStatus");
        keys.put("urn:oid:2.5.4.45", "saml:x500UniqueIdentifier");
        String xmlSoap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
        keys.put("http://schemas.xmlsoap.org/claims/CommonName", "saml:commonName");
        keys.put(xmlSoap + "givenname", "saml:givenName");
        keys.put(xmlSoap + "surname", "saml:surname");
        keys.put(xmlSoap + "emailaddress", "saml:mail");
        keys.put(xmlSoap + "name", "saml:name");
        keys.put("http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid", "saml:primaryGroupSID");
        return Map.copyOf(keys);
    }
}
