package dev.daypass.bench.limit;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;

/**
 * What any sign-in at a directory costs: find the entry by its name with a service account, then bind as it; both on
 * connections with TLS that are kept. No groups, no rules, no session. Safe for several threads.
 */
public final class BareSignIn implements AutoCloseable {
    private static final String[] ATTRIBUTES = {
        "mail", "displayName", "givenName", "sn", "title", "employeeType", "objectGUID", "entryUUID", "memberOf"
    };

    private final LDAPConnectionPool searching;
    private final LDAPConnectionPool binding;
    private final Place place;

    /**
     * Where people are.
     *
     * @param account whom the search binds as
     * @param attribute the one that the name stands in
     */
    public record Place(
            URI server, Path authority, String baseDn, String account, String accountPassword, String attribute) {}

    public BareSignIn(Place place, int connections) throws LDAPException, GeneralSecurityException, IOException {
        this.place = place;
        SSLSocketFactory sockets =
                new SSLUtil(new PEMFileTrustManager(place.authority().toFile())).createSSLSocketFactory();
        URI server = place.server();
        var known = new LDAPConnection(
                sockets, server.getHost(), server.getPort(), place.account(), place.accountPassword());
        searching = new LDAPConnectionPool(known, connections);
        binding = new LDAPConnectionPool(new LDAPConnection(sockets, server.getHost(), server.getPort()), connections);
    }

    /** Signs somebody in; anything but a success is thrown. */
    public void signIn(String name, String password) throws LDAPException {
        SearchResultEntry entry = searching.searchForEntry(
                place.baseDn(), SearchScope.SUB, Filter.createEqualityFilter(place.attribute(), name), ATTRIBUTES);
        LDAPConnection connection = binding.getConnection();
        connection.bind(
                new SimpleBindRequest(Objects.requireNonNull(entry, name).getDN(), password));
        binding.releaseConnection(connection);
    }

    @Override
    public void close() {
        searching.close();
        binding.close();
    }
}
