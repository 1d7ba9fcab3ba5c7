package dev.daypass.server.signin;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.CodeRedeemer;
import dev.daypass.core.login.HeldArrivals;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.Presence;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.signin.SignIn;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/** All ways for browsers to sign in, and out again; the one class of these that wiring makes. */
public final class SignInEndpoints {
    private final Core core;
    private final Upstream upstream;
    private final Browsers browsers;
    private final SignInPages pages;

    /** The use cases behind them. */
    public record Core(
            SignIn signIn,
            PendingLogins logins,
            BrowserSessions sessions,
            HeldArrivals held,
            Presence presence,
            OwnSessions own,
            AuditSink audit) {}

    /** How identity providers are reached. */
    public record Upstream(LoginStart saml, LoginStart oidc, CodeRedeemer codes) {}

    public SignInEndpoints(Core core, Upstream upstream, Browsers browsers, SignInPages pages) {
        this.core = core;
        this.upstream = upstream;
        this.browsers = browsers;
        this.pages = pages;
    }

    /**
     * Their routes.
     *
     * @param protocol tells faults to browsers
     */
    public List<Route> routes(Protocol protocol) {
        var arrival = new Arrival(core, browsers, pages);
        var toSaml = new Leaving(upstream.saml(), ProviderSettings.Kind.SAML, arrival, pages);
        var toOidc = new Leaving(upstream.oidc(), ProviderSettings.Kind.OIDC, arrival, pages);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SamlLoginEndpoint(toSaml, arrival).routes(protocol));
        routes.addAll(new OidcLoginEndpoint(toOidc, upstream.codes(), arrival).routes(protocol));
        routes.addAll(new PasswordLoginEndpoint(arrival, browsers, pages).routes(protocol));
        routes.add(new SwitchEndpoint(core.held(), arrival, browsers).route(protocol));
        routes.add(new SignOutEndpoint(core.own(), browsers, pages).route(protocol));
        return routes;
    }
}
