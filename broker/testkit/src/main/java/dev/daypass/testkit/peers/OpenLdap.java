package dev.daypass.testkit.peers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Debian's slapd with the people of {@code people.ldif}, on ephemeral ports. A bind with a name and an empty password
 * succeeds there, as RFC 4513 section 5.1.2 has it.
 *
 * <p>With the environment variable {@code DAYPASS_OPENLDAP_DIR} the one that runs in that directory is used instead, and
 * left running.
 */
public final class OpenLdap implements AutoCloseable {
    private static final List<String> FILES = List.of("start.sh", "stop.sh", "people.ldif");

    private final ScriptedPeer peer;
    private final Path directory;

    private OpenLdap(ScriptedPeer peer, Path directory) {
        this.peer = peer;
        this.directory = directory;
    }

    /**
     * Fills a directory server and starts it.
     *
     * @param directory an empty directory
     */
    public static OpenLdap start(Path directory) {
        return start(directory, 0);
    }

    /**
     * Fills a directory server with more people, {@code user00001} and so on, and starts it.
     *
     * @param directory an empty directory
     */
    public static OpenLdap start(Path directory, int morePeople) {
        var parameters = Map.of(
                "PORT", Integer.toString(PeerProcess.freePort()),
                "TLS_PORT", Integer.toString(PeerProcess.freePort()),
                "BULK_USERS", Integer.toString(morePeople));
        return new OpenLdap(
                ScriptedPeer.start("openldap", FILES, directory, "DAYPASS_OPENLDAP_DIR", parameters), directory);
    }

    /** Without TLS. */
    public URI ldap() {
        return URI.create(peer.setting("LDAP_URL"));
    }

    /** With TLS. */
    public URI ldaps() {
        return URI.create(peer.setting("LDAPS_URL"));
    }

    /** Whose certificate its server's leads to, in PEM. */
    public Path authority() {
        return Path.of(peer.setting("LDAP_CA_FILE"));
    }

    public String baseDn() {
        return peer.setting("LDAP_BASE_DN");
    }

    /** Whom a broker binds as to search: a DN. */
    public String serviceName() {
        return peer.setting("LDAP_SERVICE_DN");
    }

    public String servicePassword() {
        return peer.setting("LDAP_SERVICE_PASSWORD");
    }

    /** The password of all its people. */
    public String userPassword() {
        return peer.setting("LDAP_USER_PASSWORD");
    }

    /** Adds a person of a test's own, with the password of all, and tells the DN. */
    public String addPerson(String uid) {
        String dn = "uid=" + uid + ",ou=People," + baseDn();
        modify(String.join(
                "\n",
                "dn: " + dn,
                "changetype: add",
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + uid,
                "sn: " + uid,
                "mail: " + uid + "@example.org",
                "userPassword: " + userPassword(),
                ""));
        return dn;
    }

    /**
     * Changes entries as the directory's administrator.
     *
     * @param ldif change records (RFC 2849)
     */
    public void modify(String ldif) {
        administrator().modify(ldif);
    }

    /**
     * Reads as the directory's administrator.
     *
     * @return LDIF, its lines unwrapped
     */
    public String search(String filter, String... attributes) {
        return administrator().search(baseDn(), filter, attributes);
    }

    private LdapTools administrator() {
        var caller = new LdapTools.Caller(peer.setting("LDAP_ADMIN_DN"), peer.setting("LDAP_ADMIN_PASSWORD"));
        return new LdapTools(directory, ldap(), authority(), caller);
    }

    @Override
    public void close() {
        peer.close();
    }
}
