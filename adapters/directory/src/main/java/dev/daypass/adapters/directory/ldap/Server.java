package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import dev.daypass.core.provider.DirectorySettings.Connection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One server of a directory: connections of the service account for searching, others for trying passwords, so that no
 * connection that somebody else bound ever searches. Safe for several threads.
 */
final class Server implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

    private final URI url;
    private final Clock clock;
    private final HandshakeWatch handshakes;
    private final Optional<PostConnectProcessor> startTls;
    private final Lane searches;
    private final Lane binds;
    private final AtomicReference<ServerHealth> health;
    private final AtomicInteger timeouts = new AtomicInteger();

    /**
     * @throws GeneralSecurityException if the trusted certificates cannot be read
     */
    Server(URI url, Connection settings, Clock clock) throws GeneralSecurityException {
        this.url = url;
        this.clock = clock;
        this.health = new AtomicReference<>(
                new ServerHealth(url, ServerHealth.State.UNTRIED, clock.instant(), Optional.empty()));
        int most = Math.max(1, settings.most() / 2);
        boolean ldaps = "ldaps".equals(url.getScheme());
        TlsSockets tls = TlsSockets.trusting(settings.trusted());
        this.handshakes = new HandshakeWatch(settings.patience().connect());
        this.startTls = !ldaps && settings.startTls() ? Optional.of(handshakes.startTls(tls)) : Optional.empty();
        ServerSet server = ldaps
                ? new SingleServerSet(host(), port(636), tls.within(handshakes), options(settings))
                : new SingleServerSet(host(), port(389), options(settings));
        try {
            this.searches = lane(server, settings.account().map(Server::serviceBind), most);
            this.binds = lane(server, Optional.empty(), Math.max(1, settings.most() - most));
        } catch (LDAPException e) {
            throw new IllegalStateException("a pool of no connection connects to nobody", e);
        }
    }

    private Lane lane(ServerSet server, Optional<BindRequest> bind, int most) throws LDAPException {
        return new Lane(new Lane.Recipe(server, bind, startTls), most);
    }

    private String host() {
        return url.getHost().replaceAll("^\\[|\\]$", "");
    }

    private LDAPConnectionOptions options(Connection settings) {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) settings.patience().connect().toMillis());
        options.setResponseTimeoutMillis(settings.patience().response().toMillis());
        options.setFollowReferrals(false);
        options.setAbandonOnTimeout(false);
        options.setBindWithDNRequiresPassword(true);
        options.setUseSchema(false);
        options.setMaxMessageSize(LARGEST_MESSAGE);
        options.setSSLSocketVerifier(new ValidNow(clock));
        return options;
    }

    private static BindRequest serviceBind(dev.daypass.core.provider.DirectorySettings.Account account) {
        return new SimpleBindRequest(account.name(), account.password().reveal());
    }

    private int port(int usual) {
        return url.getPort() < 0 ? usual : url.getPort();
    }

    /** Connections bound as the service account. */
    Lane searches() {
        return searches;
    }

    /** Connections on which passwords are tried; bound as nobody in between. */
    Lane binds() {
        return binds;
    }

    URI url() {
        return url;
    }

    ServerHealth health() {
        return Objects.requireNonNull(health.get());
    }

    boolean isAside() {
        return health().state() == ServerHealth.State.ASIDE;
    }

    void answered() {
        timeouts.set(0);
        if (health().state() != ServerHealth.State.UP) {
            enter(ServerHealth.State.UP, health().lastError());
        }
    }

    /** Somebody waited in vain; tells how often in a row that was. */
    int keptWaiting() {
        return timeouts.incrementAndGet();
    }

    /** Remembers a failure that does not put the server aside. */
    void failed(String why) {
        ServerHealth now = health();
        health.set(new ServerHealth(url, now.state(), now.since(), Optional.of(why)));
    }

    /** Puts the server aside; tells whether it was not already. */
    boolean putAside(String why) {
        ServerHealth before = health.getAndUpdate(now -> new ServerHealth(
                url,
                ServerHealth.State.ASIDE,
                now.state() == ServerHealth.State.ASIDE ? now.since() : clock.instant(),
                Optional.of(why)));
        return before.state() != ServerHealth.State.ASIDE;
    }

    private void enter(ServerHealth.State state, Optional<String> error) {
        health.set(new ServerHealth(url, state, clock.instant(), error));
    }

    @Override
    public void close() {
        searches.close();
        binds.close();
        handshakes.close();
    }
}
