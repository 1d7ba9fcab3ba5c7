package dev.daypass.testkit.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Debian's Samba as a real Active Directory domain controller; the README beside its start script says who its people
 * are. It takes ten seconds to come up and needs root.
 *
 * <p>Its ports cannot move, so each domain has a loopback address of its own (127.0.0.0/8). With the environment variable
 * {@code DAYPASS_SAMBA_DIR} the domain that runs in that directory is used instead, and left running.
 */
public final class SambaDomain implements AutoCloseable {
    private static final List<String> FILES = List.of("start.sh", "stop.sh", "populate.py");
    private static final int LDAP = 389;

    private final ScriptedPeer peer;
    private final Path directory;

    private SambaDomain(ScriptedPeer peer, Path directory) {
        this.peer = peer;
        this.directory = directory;
    }

    /**
     * Makes a domain and starts it.
     *
     * @param directory an empty directory
     */
    public static SambaDomain start(Path directory) {
        return start(directory, 0);
    }

    /**
     * Makes a domain with more people, {@code user00001} and so on, and starts it.
     *
     * @param directory an empty directory
     */
    public static SambaDomain start(Path directory, int morePeople) {
        var parameters = Map.of("BIND_ADDR", freeAddress(), "BULK_USERS", Integer.toString(morePeople));
        return new SambaDomain(
                ScriptedPeer.start("samba-ad", FILES, directory, "DAYPASS_SAMBA_DIR", parameters), directory);
    }

    private static String freeAddress() {
        var random = ThreadLocalRandom.current();
        for (int attempt = 0; attempt < 100; attempt++) {
            String address =
                    "127." + random.nextInt(64, 250) + "." + random.nextInt(1, 250) + "." + random.nextInt(1, 250);
            if (isFree(address)) {
                return address;
            }
        }
        throw new IllegalStateException("no loopback address lets us listen on port " + LDAP + ", which takes root");
    }

    private static boolean isFree(String address) {
        try (var probe = new ServerSocket(LDAP, 1, InetAddress.getByName(address))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Its server without TLS, at the usual port. */
    public URI ldap() {
        return URI.create(peer.setting("AD_LDAP_URL"));
    }

    /** Its server with TLS, at the usual port; its certificate is for {@code localhost} and {@code 127.0.0.1} too. */
    public URI ldaps() {
        return URI.create(peer.setting("AD_LDAPS_URL"));
    }

    /** Whose certificate its server's leads to, in PEM. */
    public Path authority() {
        return Path.of(peer.setting("AD_CA_FILE"));
    }

    public String baseDn() {
        return peer.setting("AD_BASE_DN");
    }

    /** The Kerberos realm. */
    public String realm() {
        return peer.setting("AD_REALM");
    }

    /** The NetBIOS name, as in {@code CORP\alice}. */
    public String domain() {
        return peer.setting("AD_DOMAIN");
    }

    /** Whom a broker binds as to search: a user principal name. */
    public String serviceName() {
        return peer.setting("AD_SERVICE_UPN");
    }

    public String servicePassword() {
        return peer.setting("AD_SERVICE_PASSWORD");
    }

    /** The password of all its people. */
    public String userPassword() {
        return peer.setting("AD_USER_PASSWORD");
    }

    /** The broker's own principal, without the realm. */
    public String principal() {
        return peer.setting("AD_SPN");
    }

    /** The keys of {@link #principal()}. */
    public Path keytab() {
        return Path.of(peer.setting("AD_KEYTAB"));
    }

    /** What Kerberos clients are told by {@code KRB5_CONFIG}. */
    public Path kerberosConfiguration() {
        return Path.of(peer.setting("KRB5_CONFIG"));
    }

    /**
     * Signs a person in at a workstation.
     *
     * @param cache the file that takes the tickets, for {@code KRB5CCNAME}
     */
    public void kinit(String user, Path cache) {
        var environment = Map.of("KRB5_CONFIG", kerberosConfiguration().toString(), "KRB5CCNAME", cache.toString());
        ToolRun.of(directory, environment, userPassword() + "\n", List.of("kinit", user + "@" + realm()))
                .orThrow();
    }

    /**
     * Changes entries as the domain's administrator.
     *
     * @param ldif change records (RFC 2849)
     */
    public void modify(String ldif) {
        administrator().modify(ldif);
    }

    /**
     * Reads as the domain's administrator.
     *
     * @return LDIF, its lines unwrapped, referrals left out
     */
    public String search(String filter, String... attributes) {
        return administrator().search(baseDn(), filter, attributes);
    }

    /**
     * Adds a person of a test's own, with the password of all, and tells the DN.
     *
     * @param more lines of LDIF
     */
    public String addPerson(String account, String... more) {
        String dn = "CN=" + account + ",OU=Staff," + baseDn();
        byte[] password = ('"' + userPassword() + '"').getBytes(StandardCharsets.UTF_16LE);
        modify(String.join(
                "\n",
                "dn: " + dn,
                "changetype: add",
                "objectClass: user",
                "sAMAccountName: " + account,
                "userPrincipalName: " + account + "@" + realm().toLowerCase(Locale.ROOT),
                "mail: " + account + "@example.com",
                "userAccountControl: 512",
                "unicodePwd:: " + Base64.getEncoder().encodeToString(password),
                String.join("\n", more),
                ""));
        return dn;
    }

    /** Puts a person under a password policy of the domain. */
    public void govern(String policy, String dn) {
        modify("dn: CN=" + policy + ",CN=Password Settings Container,CN=System," + baseDn()
                + "\nchangetype: modify\nadd: msDS-PSOAppliesTo\nmsDS-PSOAppliesTo: " + dn + "\n");
    }

    /** Replaces the only value of an attribute. */
    public void replace(String dn, String attribute, String value) {
        modify("dn: " + dn + "\nchangetype: modify\nreplace: " + attribute + "\n" + attribute + ": " + value + "\n");
    }

    /** Adds a global group of a test's own, below {@code OU=Groups}, with one member. */
    public void addGroup(String name, String member) {
        modify("dn: " + groupDn(name) + "\nchangetype: add\nobjectClass: group\nsAMAccountName: " + name + "\nmember: "
                + member + "\n");
    }

    /** Takes a member out of a group below {@code OU=Groups}. */
    public void leave(String group, String member) {
        modify("dn: " + groupDn(group) + "\nchangetype: modify\ndelete: member\nmember: " + member + "\n");
    }

    private String groupDn(String name) {
        return "CN=" + name + ",OU=Groups," + baseDn();
    }

    private LdapTools administrator() {
        var caller = new LdapTools.Caller(peer.setting("AD_ADMIN_UPN"), peer.setting("AD_ADMIN_PASSWORD"));
        return new LdapTools(directory, ldaps(), authority(), caller);
    }

    @Override
    public void close() {
        peer.close();
    }
}
