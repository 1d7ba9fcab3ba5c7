package dev.daypass.attack;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An honest directory with a few people in it, which notes who binds. */
final class CorpDirectory implements AutoCloseable {
    static final String BASE = "dc=corp,dc=example,dc=com";
    static final String BROKER_PASSWORD = "the-brokers-password-at-the-directory";
    static final String ALICE_PASSWORD = "alices-pässword-1";
    static final String BOB_PASSWORD = "bobs-password-2";
    /** A name that two people have. */
    static final String TWINS = "twins@corp.example.com";

    private static final String BROKER = "cn=broker," + BASE;

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final InMemoryDirectoryServer server;

    private CorpDirectory() throws LDAPException, LDIFException {
        var config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        config.addInMemoryOperationInterceptor(new Noting(shown));
        server = new InMemoryDirectoryServer(config);
        add(BASE, "objectClass: domain", "dc: corp");
        add(BROKER, "objectClass: applicationProcess", "cn: broker", "userPassword: " + BROKER_PASSWORD);
        add("ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
        person("alice", ALICE_PASSWORD);
        person("bob", BOB_PASSWORD);
        person("tim", "tims-password-3", TWINS);
        person("tom", "toms-password-4", TWINS);
        add(
                "cn=Engineers," + BASE,
                "objectClass: groupOfNames",
                "cn: Engineers",
                "member: " + dn("alice"),
                "member: " + dn("bob"));
        server.startListening();
    }

    static CorpDirectory start() {
        try {
            return new CorpDirectory();
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody with a mail address, an id and a private note. */
    private void person(String uid, String password) throws LDAPException, LDIFException {
        person(uid, password, uid + "@corp.example.com");
    }

    private void person(String uid, String password, String mail) throws LDAPException, LDIFException {
        add(
                dn(uid),
                "objectClass: person",
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + uid,
                "sn: " + uid,
                "mail: " + mail,
                "title: " + AttackedBroker.MARK,
                "userPassword: " + password);
    }

    private void add(String dn, String... attributes) throws LDAPException, LDIFException {
        var lines = new String[attributes.length + 1];
        lines[0] = "dn: " + dn;
        System.arraycopy(attributes, 0, lines, 1, attributes.length);
        server.add(lines);
    }

    static String dn(String uid) {
        return "uid=" + uid + ",ou=people," + BASE;
    }

    String url() {
        return "ldap://127.0.0.1:" + server.getListenPort();
    }

    /** Names and passwords that were shown to it since the last question, the broker's own and withdrawals left out. */
    List<String> shown() {
        List<String> all = List.copyOf(shown);
        shown.clear();
        return all;
    }

    /** Hangs up and takes no calls. */
    void hangUp() {
        server.shutDown("plain", true);
    }

    /** Takes calls again, at the same address. */
    void answerAgain() {
        try {
            server.startListening("plain");
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private static final class Noting extends InMemoryOperationInterceptor {
        private final Queue<String> shown;

        Noting(Queue<String> shown) {
            this.shown = shown;
        }

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            String dn = request.getRequest().getBindDN();
            String password = Optional.ofNullable(request.getRequest().getPassword())
                    .map(ASN1OctetString::stringValue)
                    .orElse("");
            boolean withdrawal = dn.isEmpty() && password.isEmpty();
            if (!dn.equals(BROKER) && !withdrawal) {
                shown.add(dn + " " + password);
            }
        }
    }
}
