package dev.daypass.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.HeldArrivals;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.PendingLogouts;
import dev.daypass.core.login.Presence;
import dev.daypass.core.login.UpstreamLogouts;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import dev.daypass.server.sts.Company;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever cannot be had while somebody signs out, they are signed out here and told so. */
final class SigningOutTest {
    private static final ProviderId CORP = new ProviderId("corp-saml");
    private static final LogoutStart THERE = (provider, session, pending, request) ->
            Optional.of(new Departure.Redirect(URI.create("https://idp.example.com/slo")));
    private static final RequestContext.Client HERE = new RequestContext.Client("192.0.2.1", true, "");

    private final Company company = new Company();
    private final SecureRandom random = new SecureRandom();
    private final KeyRing keys = new KeyRing(List.of(new MasterKey(1, Company.NOW, new byte[32])), random);
    private final Store store = Store.inMemory(random, new SessionRecordCodec());
    private final BrowserSessions sessions = new BrowserSessions(
            store.browserSessions(),
            new BrowserSessions.Vault(() -> keys, random),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            company,
            company);
    private final RequestContext context = new RequestContext("id-1", HERE, Company.NOW, company.snapshot());
    private final BrowserSession alice =
            sessions.begin(identity(), Optional.empty(), context).session();

    private Identity identity() {
        return identity("honest-1");
    }

    private Identity identity(String response) {
        return company.core()
                .signIn()
                .signIn(new Proof.SamlResponse(response), Expectation.unsolicited(CORP, "role"), context)
                .value()
                .orElseThrow();
    }

    /** Each page is its name. */
    private static SignInPages pages() {
        return (SignInPages) Proxy.newProxyInstance(
                SignInPages.class.getClassLoader(),
                new Class<?>[] {SignInPages.class},
                (pages, method, arguments) -> Answer.ok("text/plain", Body.of(method.getName())));
    }

    private Answer leave(LogoutStart start, Supplier<KeyRing> logoutKeys) {
        return leave(start, logoutKeys, sessions, alice);
    }

    private Answer leave(
            LogoutStart start, Supplier<KeyRing> logoutKeys, BrowserSessions sessions, BrowserSession alice) {
        var core = new SignInEndpoints.Core(
                company.core().signIn(),
                new PendingLogins(() -> keys, company, random, company),
                new PendingLogouts(logoutKeys, company, random, company),
                sessions,
                new HeldArrivals(() -> keys, sessions, company, random, company),
                new Presence(() -> keys),
                new OwnSessions(sessions, new Sessions(company, company, company), company),
                new UpstreamLogouts(sessions, company, company),
                company);
        var origin = new Request.Origin("id-1", HERE, Company.NOW, Optional.empty(), Request.Via.DIRECT);
        var request = new Request(
                new Request.Target("POST", "/logout", Map.of(), ""), HeaderLines.of(List.of()), Body.none(), origin);
        return new SigningOut(core, Map.of(ProviderSettings.Kind.SAML, start), pages())
                .leave(alice, new Arrival.Call(request, context));
    }

    private void signedOut(String page, Answer answer) {
        assertEquals(page, new String(answer.body().bytes(), StandardCharsets.UTF_8));
        assertTrue(answer.cookies().containsAll(List.of(BrowserCookies.noSession(), BrowserCookies.noPresence())));
        assertEquals(Optional.empty(), sessions.named(alice.handle(), context));
    }

    @Test
    void whoSignsOutGoesOnToTheProvider() {
        signedOut("signingOut", leave(THERE, () -> keys));
    }

    @Test
    void withoutKeysWhoSignsOutIsSignedOutHereAndToldSo() {
        signedOut("signedOut", leave(THERE, () -> {
            throw new UnavailableException("the key store is away");
        }));
    }

    @Test
    void whereNothingCanBeSignedWhoSignsOutIsSignedOutHereAndToldSo() {
        LogoutStart away = (provider, session, pending, request) -> {
            throw new UnavailableException("a message of ours cannot be signed");
        };
        signedOut("signedOut", leave(away, () -> keys));
    }

    /** The store, but for what tells of a provider's logout. */
    private RevocationStore deafToProviders() {
        return (RevocationStore) Proxy.newProxyInstance(
                RevocationStore.class.getClassLoader(),
                new Class<?>[] {RevocationStore.class},
                (store, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof Revocation told && !told.endsSessions()) {
                        throw new UnavailableException("the store is away");
                    }
                    return method.invoke(company, arguments);
                });
    }

    @Test
    void whereTheLogoutCannotBeNotedWhoSignsOutIsSignedOutHereAndToldSo() {
        var deaf = new BrowserSessions(
                store.browserSessions(),
                new BrowserSessions.Vault(() -> keys, random),
                new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
                deafToProviders(),
                company);
        var how = new AuthenticationContext(
                Optional.of(Company.NOW), Optional.empty(), List.of(), Optional.of("index-1"), Optional.empty());
        BrowserSession known = deaf.begin(identity("honest-2").authenticated(how), Optional.empty(), context)
                .session();
        Answer answer = leave(THERE, () -> keys, deaf, known);
        assertEquals("signedOut", new String(answer.body().bytes(), StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), deaf.named(known.handle(), context));
    }
}
