package dev.daypass.server.signin;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.CodeRedeemer;
import dev.daypass.core.login.HeldArrivals;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.LogoutMessages;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.PendingLogouts;
import dev.daypass.core.login.Presence;
import dev.daypass.core.login.UpstreamLogouts;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.signin.SignIn;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Route;
import java.util.List;
import java.util.Map;

/** All ways for browsers to sign in, and out again; the one class of these that wiring makes. Safe for several threads. */
public final class SignInEndpoints {
    private final Core core;
    private final Browsers browsers;
    private final SignInPages pages;
    private final Protocol protocol;
    private final Arrival arrival;
    private final SigningOut signingOut;

    /** The use cases behind them. */
    public record Core(
            SignIn signIn,
            PendingLogins logins,
            PendingLogouts logouts,
            BrowserSessions sessions,
            HeldArrivals held,
            Presence presence,
            OwnSessions own,
            UpstreamLogouts upstream,
            AuditSink audit) {}

    /**
     * @param protocol tells faults to browsers
     * @param logouts send browsers to providers of a kind, to be signed out there too
     */
    public SignInEndpoints(
            Core core,
            Browsers browsers,
            SignInPages pages,
            Protocol protocol,
            Map<ProviderSettings.Kind, LogoutStart> logouts) {
        this.core = core;
        this.browsers = browsers;
        this.pages = pages;
        this.protocol = protocol;
        this.arrival = new Arrival(core, browsers, pages);
        this.signingOut = new SigningOut(core, logouts, pages);
    }

    /** Signing in at SAML providers. */
    public List<Route> saml(LoginStart start) {
        var leaving = new Leaving(start, ProviderSettings.Kind.SAML, arrival, pages);
        return new SamlLoginEndpoint(leaving, arrival).routes(protocol);
    }

    /** Being signed out by SAML providers, and their answers where we asked them. */
    public List<Route> samlLogout(LogoutMessages messages) {
        return new SamlLogoutEndpoint(messages, core.upstream(), signingOut, arrival, pages).routes(protocol);
    }

    /** Signing in at OpenID providers. */
    public List<Route> openId(LoginStart start, CodeRedeemer codes) {
        var leaving = new Leaving(start, ProviderSettings.Kind.OIDC, arrival, pages);
        return new OidcLoginEndpoint(leaving, codes, arrival).routes(protocol);
    }

    /** Signing in with a password of a directory. */
    public List<Route> passwords() {
        return new PasswordLoginEndpoint(arrival, browsers, pages).routes(protocol);
    }

    /** Signing in with a ticket, where a page is wanted; programs are served at the same address. */
    public Endpoint tickets() {
        return new TicketLogin(arrival, new PasswordLoginEndpoint(arrival, browsers, pages));
    }

    /** What follows, whichever way somebody came: becoming somebody else, signing out. */
    public List<Route> afterwards() {
        return List.of(
                new SwitchEndpoint(core.held(), arrival, browsers).route(protocol),
                new SignOutEndpoint(arrival, browsers, signingOut).route(protocol),
                new OidcLoggedOutEndpoint(arrival, signingOut).route(protocol));
    }
}
