package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ReadOnlySearchRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory in memory that looks like Active Directory, or like OpenLDAP, and remembers what it was asked. */
final class Tree implements AutoCloseable {
    static final String SERVICE = "CN=svc,DC=corp,DC=example,DC=com";
    static final String SERVICE_PASSWORD = "service-secret";
    static final String PASSWORD = "right-password";

    final List<String> binds = new CopyOnWriteArrayList<>();
    final List<String> requested = new CopyOnWriteArrayList<>();
    final List<String> filters = new CopyOnWriteArrayList<>();
    final Map<String, LDAPException> verdicts = new ConcurrentHashMap<>();
    final InMemoryDirectoryServer server;
    private volatile String asked = "";
    volatile UnaryOperator<Entry> showing = entry -> entry;
    private volatile CountDownLatch stalled = new CountDownLatch(0);
    volatile String breaksOffAt = "-";
    volatile Duration pause = Duration.ZERO;

    private Tree(InMemoryListenerConfig listener) throws LDAPException {
        var config = new InMemoryDirectoryServerConfig(Settings.BASE);
        config.setSchema(null);
        config.setListenerConfigs(listener);
        config.addInMemoryOperationInterceptor(new Watching());
        server = new InMemoryDirectoryServer(config);
        server.add(new Entry(Settings.BASE, new Attribute("objectClass", "domain")));
        add(new Entry(
                SERVICE, new Attribute("objectClass", "account"), new Attribute("userPassword", SERVICE_PASSWORD)));
        server.startListening();
    }

    static Tree plant() throws LDAPException {
        return new Tree(InMemoryListenerConfig.createLDAPConfig("plain"));
    }

    static Tree plant(InMemoryListenerConfig listener) throws LDAPException {
        return new Tree(listener);
    }

    String url() {
        return "ldap://127.0.0.1:" + server.getListenPort();
    }

    Settings settings() {
        return Settings.at(url()).boundAs(SERVICE, SERVICE_PASSWORD);
    }

    /** A person of Active Directory with a mail address and the usual password. */
    Entry person(String name, Attribute... more) throws LDAPException {
        var entry = new Entry(
                dn(name),
                new Attribute("objectClass", "top", "person", "user"),
                new Attribute("objectCategory", "person"),
                new Attribute("cn", name),
                new Attribute("sAMAccountName", name),
                new Attribute("userPrincipalName", name + "@corp.example.com"),
                new Attribute("mail", name + "@mail.example.com"),
                new Attribute("objectGUID", guid(name)),
                new Attribute("userAccountControl", "512"),
                new Attribute("uSNChanged", "1"),
                new Attribute("userPassword", PASSWORD));
        for (Attribute attribute : more) {
            entry.setAttribute(attribute);
        }
        return add(entry);
    }

    Entry group(String name, String... members) throws LDAPException {
        var entry = new Entry(
                dn(name),
                new Attribute("objectClass", "top", "group", "groupOfNames"),
                new Attribute("cn", name),
                new Attribute("sAMAccountName", name + "-sam"),
                new Attribute("uSNChanged", "1"));
        if (members.length > 0) {
            entry.setAttribute("member", members);
        }
        return add(entry);
    }

    Entry add(Entry entry) throws LDAPException {
        server.add(entry);
        return entry;
    }

    void change(String name, String attribute, String... values) throws LDAPException {
        server.modify(dn(name), new Modification(ModificationType.REPLACE, attribute, values));
    }

    /** What the directory says to binds as somebody, as Active Directory says it. */
    void says(String name, String subCode) {
        verdicts.put(
                dn(name),
                new LDAPException(
                        ResultCode.INVALID_CREDENTIALS,
                        "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data " + subCode
                                + ", v4563"));
    }

    /** Takes everything from now on, and answers nothing until it is let go on. */
    void stall() {
        stalled = new CountDownLatch(1);
    }

    void goOn() {
        stalled.countDown();
    }

    private void dawdle() {
        try {
            stalled.await();
            new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands an attribute out in ranges of so many values; with none, what comes after the first three breaks off. */
    void ranged(String attribute, int size) {
        showing = entry -> {
            String[] all = entry.getAttributeValues(attribute);
            if (all == null) {
                return entry;
            }
            Matcher range = Pattern.compile(";range=([0-9]+)-").matcher(asked);
            int from = range.find() ? Integer.parseInt(range.group(1)) : 0;
            int to = Math.min(all.length, size > 0 ? from + size : 3);
            var cut = entry.duplicate();
            cut.removeAttribute(attribute);
            if (from < to) {
                String end = to == all.length ? "*" : Integer.toString(to - 1);
                cut.setAttribute(attribute + ";range=" + from + "-" + end, Arrays.copyOfRange(all, from, to));
            }
            return cut;
        };
    }

    static String dn(String name) {
        return "CN=" + name + "," + Settings.BASE;
    }

    static byte[] guid(String name) {
        return (name + "................").substring(0, 16).getBytes(StandardCharsets.US_ASCII);
    }

    static String subject(String name) {
        return Binary.guid(guid(name)).orElseThrow();
    }

    /** How often anybody but the service account and nobody was bound as. */
    long passwordsSeen() {
        return binds.stream().filter(dn -> !dn.isEmpty() && !dn.equals(SERVICE)).count();
    }

    private final class Watching extends InMemoryOperationInterceptor {
        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
            String dn = request.getRequest().getBindDN();
            binds.add(dn);
            if (breaksOffAt.equals(dn)) {
                server.closeAllConnections(false);
            }
            LDAPException verdict = verdicts.get(dn);
            if (verdict != null) {
                throw verdict;
            }
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
            dawdle();
            filters.add(request.getRequest().getFilter().toString());
            requested.addAll(request.getRequest().getAttributeList());
            request.setRequest(unranged(request.getRequest()));
        }

        /** Ranges are cut by {@link Tree#ranged}; the server behind it knows nothing of them. */
        private SearchRequest unranged(ReadOnlySearchRequest request) {
            String ranged = String.join(",", request.getAttributeList());
            asked = ranged;
            var plain = request.duplicate();
            plain.setAttributes(request.getAttributeList().stream()
                    .map(name -> name.replaceAll(";range=.*", ""))
                    .toArray(String[]::new));
            return plain;
        }

        @Override
        public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
            Entry shown = showing.apply(Objects.requireNonNull(found.getSearchEntry()));
            found.setSearchEntry(shown);
        }
    }

    @Override
    public void close() {
        goOn();
        server.shutDown(true);
    }
}
