package dev.daypass.server.wiring;

import dev.daypass.adapters.directory.DirectoryAdapter;
import dev.daypass.adapters.directory.DirectoryHealth;
import dev.daypass.adapters.directory.ldap.ServerHealth;
import dev.daypass.adapters.oidc.JwtAdapter;
import dev.daypass.adapters.oidc.keys.KeyHealth;
import dev.daypass.adapters.oidc.login.OpenIdLogin;
import dev.daypass.adapters.saml.ProviderHealth;
import dev.daypass.adapters.saml.SamlAdapter;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.LogoutMessages;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.LogoutTokens;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.signin.DirectoryLookup;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.ops.Health;
import dev.daypass.server.ops.Meters;
import dev.daypass.server.portal.ProviderReport;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The adapters that verify proofs, and how the providers behind them are. */
final class Providers implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int NAME_BYTES = 16;
    private static final Duration CERTIFICATE_WARNING = Duration.ofDays(30);

    private final SamlAdapter saml;
    private final JwtAdapter jwt;
    private final DirectoryAdapter directories;
    private final OpenIdLogin openId;
    private final Clock clock;

    /**
     * @param guesses bounds wrong passwords
     */
    Providers(Surroundings surroundings, ScheduledExecutorService scheduler, Guesses guesses) {
        this.clock = surroundings.clock();
        this.saml = new SamlAdapter(clock, scheduler);
        this.jwt = new JwtAdapter(client(), scheduler, clock);
        this.openId = jwt.login(() -> randomName(surroundings.random()));
        this.directories = new DirectoryAdapter(clock, scheduler, guesses, surroundings.random());
    }

    /** A client that fetches documents of token providers: impatient, and led nowhere. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    List<ProofReader> readers() {
        List<ProofReader> readers = new ArrayList<>(List.of(saml, jwt));
        readers.addAll(directories.readers());
        return List.copyOf(readers);
    }

    /** Who asks directories again about people whose sessions live. */
    DirectoryReview review() {
        return directories;
    }

    /** Who asks directories about people whom others vouched for. */
    DirectoryLookup lookup() {
        return directories;
    }

    /** Sends browsers to SAML providers. */
    LoginStart samlLogin() {
        return saml.login();
    }

    /** Sends browsers to OpenID providers, and redeems the codes that they come back with. */
    OpenIdLogin openIdLogin() {
        return openId;
    }

    /** Sends browsers to providers of a kind to be signed out there. */
    Map<ProviderSettings.Kind, LogoutStart> logouts() {
        return Map.of(ProviderSettings.Kind.OIDC, jwt.logout(), ProviderSettings.Kind.SAML, saml.logout());
    }

    /** Reads and answers what SAML providers say of logouts. */
    LogoutMessages samlLogouts() {
        return saml.logoutMessages();
    }

    LogoutTokens logoutTokens() {
        return jwt.logoutTokens();
    }

    private static String randomName(SecureRandom random) {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Makes a configuration's providers live, before it serves. */
    void prepare(Snapshot snapshot) {
        saml.prepare(snapshot.providers());
        var unused = jwt.prepare(snapshot.providers()); // keys may come later: a token that needs them waits
        directories.prepare(enabled(snapshot));
    }

    /** Lets go of providers that are no longer configured, once no request uses them. */
    void retain(Snapshot snapshot) {
        saml.retain(snapshot.providers());
        directories.retain(enabled(snapshot));
    }

    /** A directory that is switched off is not even connected to. */
    private static List<Provider> enabled(Snapshot snapshot) {
        return snapshot.providers().stream()
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .toList();
    }

    /** A provider that is not well is a warning: the others serve. */
    List<Health.Check> checks() {
        Instant now = clock.instant();
        List<Health.Check> checks = new ArrayList<>();
        saml.health().forEach(health -> checks.add(check(health, now)));
        jwt.health().forEach(health -> checks.add(check(health)));
        directories.health().forEach(health -> checks.add(check(health)));
        directories
                .ticketProblems()
                .forEach((provider, problem) ->
                        checks.add(Health.Check.warning("provider " + provider + " tickets", problem)));
        checks.sort(Comparator.comparing(Health.Check::name));
        return checks;
    }

    private static Health.Check check(ProviderHealth health, Instant now) {
        String name = "provider " + health.provider();
        if (!health.ready()) {
            return Health.Check.warning(
                    name, "metadata not usable: " + health.lastError().orElse("not loaded yet"));
        }
        if (health.lastError().isPresent()) {
            return Health.Check.warning(
                    name, "metadata not renewed: " + health.lastError().get());
        }
        return certificateEnd(health)
                .filter(end -> end.isBefore(now.plus(CERTIFICATE_WARNING)))
                .map(end -> Health.Check.warning(name, "a signing certificate ends at " + end))
                .orElseGet(() -> Health.Check.up(name, "metadata loaded"));
    }

    private static Health.Check check(KeyHealth health) {
        String name = "provider " + health.provider();
        return switch (health.condition()) {
            case READY ->
                health.problem()
                        .map(problem -> Health.Check.warning(name, problem))
                        .orElseGet(() -> Health.Check.up(name, health.keys() + " keys"));
            case STALE ->
                Health.Check.warning(
                        name, "keys not renewed: " + health.problem().orElse(""));
            case FAILED ->
                Health.Check.warning(name, "no keys: " + health.problem().orElse("not loaded yet"));
        };
    }

    private static Health.Check check(DirectoryHealth health) {
        String name = "provider " + health.provider();
        List<String> aside = health.servers().stream()
                .filter(server -> server.state() == ServerHealth.State.ASIDE)
                .map(server -> server.url().toString())
                .toList();
        if (health.servers().isEmpty()) {
            return Health.Check.warning(name, health.lastError().orElse("not open"));
        }
        if (aside.isEmpty()) {
            return Health.Check.up(name, health.servers().size() + " servers");
        }
        String what = health.ready() ? "servers not answering: " : "no server answers: ";
        return Health.Check.warning(name, what + String.join(", ", aside));
    }

    /** How each configured provider is, for people. */
    List<ProviderReport> reports(Snapshot snapshot) {
        return new ProviderReports(saml.health(), jwt.health(), directories.health()).of(snapshot);
    }

    List<Meters.Expiry> expiries() {
        Instant now = clock.instant();
        List<Meters.Expiry> expiries = new ArrayList<>();
        for (ProviderHealth health : saml.health()) {
            String name = health.provider().name();
            health.expires()
                    .ifPresent(end ->
                            expiries.add(new Meters.Expiry(name, Meters.Kind.METADATA, Duration.between(now, end))));
            certificateEnd(health)
                    .ifPresent(end ->
                            expiries.add(new Meters.Expiry(name, Meters.Kind.CERTIFICATE, Duration.between(now, end))));
        }
        return expiries;
    }

    /** A number of each open directory, by its name. */
    Map<String, Number> directories(ToLongFunction<DirectoryHealth> number) {
        return directories.health().stream()
                .collect(Collectors.toMap(health -> health.provider().name(), number::applyAsLong));
    }

    private static Optional<Instant> certificateEnd(ProviderHealth health) {
        return health.certificateExpiries().stream().min(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        directories.close();
        saml.close();
    }
}
