package dev.daypass.demo.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The company's LDAP directory, in memory, on the loopback interface alone. Everybody has the same password, made anew
 * at each start. The group Everybody has groups as members, the others people.
 */
public final class DemoLdapDirectory implements AutoCloseable {
    /** Below which everything is. */
    public static final String BASE_DN = "dc=corp,dc=example,dc=com";

    private static final String PEOPLE = "ou=people," + BASE_DN;
    private static final String GROUPS = "ou=groups," + BASE_DN;
    private static final String ACCOUNT = "cn=daypass,ou=services," + BASE_DN;
    private static final String EVERYBODY = "Everybody";
    private static final int PASSWORD_BYTES = 9;

    private final InMemoryDirectoryServer server;
    private final String password;

    private DemoLdapDirectory(InMemoryDirectoryServer server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * Opens it.
     *
     * @throws IOException if no loopback port can be had
     */
    public static DemoLdapDirectory open(DemoPeople people, SecureRandom random) throws IOException {
        String password = password(random);
        try {
            var config = new InMemoryDirectoryServerConfig(BASE_DN);
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("loopback", InetAddress.getLoopbackAddress(), 0, null));
            config.addAdditionalBindCredentials(ACCOUNT, password);
            var server = new InMemoryDirectoryServer(config);
            fill(server, people, password);
            server.startListening();
            return new DemoLdapDirectory(server, password);
        } catch (LDAPException e) {
            throw new IOException("the demo directory does not start: " + e.getMessage(), e);
        }
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void fill(InMemoryDirectoryServer server, DemoPeople people, String password) throws LDAPException {
        server.add(BASE_DN, new Attribute("objectClass", "domain"), new Attribute("dc", "corp"));
        for (String unit : List.of(PEOPLE, GROUPS)) {
            server.add(unit, new Attribute("objectClass", "organizationalUnit"));
        }
        for (DemoPerson person : people.all()) {
            server.add(
                    dn(person),
                    new Attribute("objectClass", "inetOrgPerson"),
                    new Attribute("cn", person.displayName()),
                    new Attribute(
                            "sn",
                            person.displayName().substring(person.displayName().lastIndexOf(' ') + 1)),
                    new Attribute("displayName", person.displayName()),
                    new Attribute("mail", person.email()),
                    new Attribute("departmentNumber", person.department()),
                    new Attribute("employeeType", person.employeeType()),
                    new Attribute("userPassword", password));
        }
        var groups = members(people);
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            server.add(
                    groupDn(group.getKey()),
                    new Attribute("objectClass", "groupOfNames"),
                    new Attribute("member", group.getValue()));
        }
        server.add(
                groupDn(EVERYBODY),
                new Attribute("objectClass", "groupOfNames"),
                new Attribute(
                        "member",
                        groups.keySet().stream().map(DemoLdapDirectory::groupDn).toList()));
    }

    /** Who is in which group, the one of all groups aside. */
    private static Map<String, List<String>> members(DemoPeople people) {
        var members = new LinkedHashMap<String, List<String>>();
        for (DemoPerson person : people.all()) {
            person.groups().stream().filter(group -> !group.equals(EVERYBODY)).forEach(group -> members.computeIfAbsent(
                            group, name -> new ArrayList<>())
                    .add(dn(person)));
        }
        return members;
    }

    private static String dn(DemoPerson person) {
        return "uid=" + person.uid() + "," + PEOPLE;
    }

    private static String groupDn(String name) {
        return "cn=" + name + "," + GROUPS;
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("ldap://127.0.0.1:" + server.getListenPort());
    }

    /** Whom a broker binds as to search. */
    public String account() {
        return ACCOUNT;
    }

    /** Everybody's password, the account's too. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
