package dev.daypass.core.config;

import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** What things are called in directories: presets of the two kinds, DNs, addresses and realms. */
final class DirectoryNames {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private DirectoryNames() {}

    /** One attribute of the preset: {@code user.NAME} and the expression that makes it. */
    record Preset(String name, String expression) {}

    /** The attributes that a sign-in name may stand in. */
    static List<String> signIn(Flavour flavour) {
        return switch (flavour) {
            case ACTIVE_DIRECTORY -> List.of("userPrincipalName", "sAMAccountName", "mail");
            case OPENLDAP -> List.of("uid", "mail");
        };
    }

    /** The attribute that is never given to another. */
    static String subject(Flavour flavour) {
        return switch (flavour) {
            case ACTIVE_DIRECTORY -> "objectGUID";
            case OPENLDAP -> "entryUUID";
        };
    }

    /** The attributes that are read of everybody. */
    static List<String> read(Flavour flavour) {
        return switch (flavour) {
            case ACTIVE_DIRECTORY ->
                List.of(
                        "userPrincipalName",
                        "sAMAccountName",
                        "mail",
                        "displayName",
                        "givenName",
                        "sn",
                        "department",
                        "title",
                        "company",
                        "employeeType",
                        "employeeID");
            case OPENLDAP ->
                List.of(
                        "uid",
                        "mail",
                        "cn",
                        "displayName",
                        "givenName",
                        "sn",
                        "departmentNumber",
                        "title",
                        "o",
                        "employeeType",
                        "employeeNumber");
        };
    }

    /** What rules know of a person where nothing else is said; a missing attribute is an empty text. */
    static List<Preset> attributes(Flavour flavour) {
        return switch (flavour) {
            case ACTIVE_DIRECTORY ->
                List.of(
                        new Preset("username", "attr(\"sAMAccountName\")"),
                        new Preset("upn", "attr(\"userPrincipalName\", \"\")"),
                        new Preset("email", "attr(\"mail\", \"\")"),
                        new Preset("name", "attr(\"displayName\", \"\")"),
                        new Preset("department", "attr(\"department\", \"\")"),
                        new Preset("title", "attr(\"title\", \"\")"),
                        new Preset("employeeType", "attr(\"employeeType\", \"\")"),
                        new Preset("groups", "attrs(\"groups\")"));
            case OPENLDAP ->
                List.of(
                        new Preset("username", "attr(\"uid\")"),
                        new Preset("email", "attr(\"mail\", \"\")"),
                        new Preset("name", "attr(\"displayName\", attr(\"cn\", \"\"))"),
                        new Preset("department", "attr(\"departmentNumber\", \"\")"),
                        new Preset("title", "attr(\"title\", \"\")"),
                        new Preset("employeeType", "attr(\"employeeType\", \"\")"),
                        new Preset("groups", "attrs(\"groups\")"));
        };
    }

    /** Whether a text is a DN (RFC 4514); what is none is found. */
    static boolean isDn(Placed<String> text, Reading reading) {
        if (dn(text.value()).filter(name -> !name.isEmpty()).isPresent()) {
            return true;
        }
        reading.error(
                "bad-dn",
                text.source(),
                "`" + text.value() + "` is not a distinguished name",
                "write it as `DC=corp,DC=example,DC=com`; a comma inside a value is written `\\,`");
        return false;
    }

    /** The Kerberos realm that a domain's base DN implies: its DC components, in capitals. */
    static Optional<String> realm(String baseDn) {
        return dn(baseDn)
                .map(name -> name.getRdns().stream()
                        .filter(rdn -> rdn.getType().equalsIgnoreCase("DC"))
                        .map(rdn -> rdn.getValue().toString())
                        .collect(Collectors.collectingAndThen(Collectors.toList(), DirectoryNames::fromTheTop)))
                .filter(realm -> !realm.isEmpty());
    }

    private static String fromTheTop(List<String> labels) {
        return labels.stream()
                .reduce((upper, lower) -> lower + "." + upper)
                .orElse("")
                .toUpperCase(Locale.ROOT);
    }

    private static Optional<LdapName> dn(String text) {
        try {
            return Optional.of(new LdapName(text));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** A server's address, if passwords may travel to it. */
    static Optional<URI> url(Placed<String> text, boolean startTls, Reading reading) {
        URI uri;
        try {
            uri = new URI(text.value());
        } catch (URISyntaxException e) {
            return notAnAddress(text, reading);
        }
        boolean tls = "ldaps".equals(uri.getScheme());
        boolean plain = "ldap".equals(uri.getScheme());
        boolean bare = uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && (uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/"));
        if ((!tls && !plain) || uri.getHost() == null || !bare) {
            return notAnAddress(text, reading);
        }
        if (plain && !startTls && !LOOPBACK.contains(uri.getHost())) {
            reading.error(
                    "insecure-address",
                    text.source(),
                    "`" + text.value() + "` would carry passwords unprotected",
                    "use `ldaps://`, or add `startTls: true`; plain `ldap://` is for `localhost`, `127.0.0.1` and"
                            + " `[::1]` only");
            return Optional.empty();
        }
        return Optional.of(uri);
    }

    private static Optional<URI> notAnAddress(Placed<String> text, Reading reading) {
        reading.error(
                "not-an-address",
                text.source(),
                "`" + text.value() + "` is not the address of an LDAP server",
                "write `ldaps://HOST` or `ldaps://HOST:PORT`");
        return Optional.empty();
    }
}
