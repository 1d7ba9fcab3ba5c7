package dev.daypass.server.wiring;

import dev.daypass.core.config.BrokerSettings;
import dev.daypass.core.config.Configuration;
import dev.daypass.core.config.ConfigurationReader;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.config.form.Reading.Strictness;
import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.principal.ProvisionalIds;
import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import dev.daypass.server.configfile.ConfigDirectory;
import dev.daypass.server.http.AddressBlock;
import dev.daypass.server.http.HttpLimits;
import dev.daypass.server.http.Listen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The configuration as a directory of files. Safe for several threads. */
public final class DirectoryConfiguration implements ConfigurationSource {
    private static final String H2_FILE = "jdbc:h2:file:";

    private final Path root;
    private final ConfigDirectory files;

    /**
     * @param environment gives the values of environment variables
     */
    public DirectoryConfiguration(Path root, Function<String, Optional<String>> environment) {
        this.root = root;
        this.files = new ConfigDirectory(root, environment);
    }

    @Override
    public Reading read() {
        try {
            Configuration read = ConfigurationReader.read(files.read(), Strictness.SERVE);
            return new Read(read, read.usable() ? read.settings().map(this::settings) : Optional.empty());
        } catch (IOException e) {
            return new Unreadable(Finding.error(
                    "unreadable-directory",
                    Source.of(root.toString()),
                    "the configuration directory cannot be read: " + e.getMessage(),
                    "give the directory that holds `daypass.yaml`"));
        }
    }

    @Override
    public Map<String, String> rules() {
        try {
            return files.rules();
        } catch (IOException e) {
            throw new UnavailableException("the rule files cannot be read", e);
        }
    }

    @Override
    public Loaded<Snapshot> withRules(Map<String, String> rules) {
        try {
            Configuration read = ConfigurationReader.read(files.read(rules), Strictness.CHECK);
            return new Loaded<>(read.snapshot(new ProvisionalIds()), read.findings());
        } catch (IOException e) {
            throw new UnavailableException("the configuration cannot be read", e);
        }
    }

    @Override
    public Optional<Path> directory() {
        return Optional.of(root);
    }

    /** A directory that was read. */
    private record Read(Configuration configuration, Optional<ServerSettings> server) implements Reading {
        @Override
        public Loaded<ServerSettings> settings() {
            return new Loaded<>(server, configuration.findings());
        }

        @Override
        public Loaded<Snapshot> snapshot(UniqueIds ids) {
            return new Loaded<>(configuration.snapshot(ids), configuration.findings());
        }

        @Override
        public List<Finding> inspect(Snapshot snapshot, ProviderInspection inspection) {
            return inspection.inspect(configuration.placed(snapshot.providers()));
        }
    }

    /** A directory that could not be read. */
    private record Unreadable(Finding why) implements Reading {
        @Override
        public Loaded<ServerSettings> settings() {
            return new Loaded<>(Optional.empty(), List.of(why));
        }

        @Override
        public Loaded<Snapshot> snapshot(UniqueIds ids) {
            return new Loaded<>(Optional.empty(), List.of(why));
        }

        @Override
        public List<Finding> inspect(Snapshot snapshot, ProviderInspection inspection) {
            return List.of();
        }
    }

    private ServerSettings settings(BrokerSettings settings) {
        return new ServerSettings(
                listen(settings.listen()),
                settings.management().map(this::listen),
                new ServerSettings.Store(
                        beside(settings.store().url()),
                        settings.store().user(),
                        settings.store().password()),
                settings.trustedProxies().stream()
                        .map(AddressBlock::parse)
                        .flatMap(Optional::stream)
                        .toList(),
                limits(settings.limits()),
                limits(settings.browser()),
                new RecordedSignIns.Retention(
                        settings.signIns().keep(), settings.signIns().most()),
                new ServerSettings.Audit(settings.auditDirectory().map(root::resolve)),
                settings.adminToken(),
                settings.encryptionKey());
    }

    /** A relative file of H2 is meant from the configuration, wherever the process was started. */
    private String beside(String url) {
        return url.startsWith(H2_FILE + "./")
                ? H2_FILE + root.toAbsolutePath().normalize().resolve(url.substring(H2_FILE.length() + 2))
                : url;
    }

    private Listen listen(BrokerSettings.Listener listener) {
        return new Listen(
                listener.host(),
                listener.port(),
                listener.tls()
                        .map(tls -> new Listen.Tls(
                                root.resolve(tls.certificate()),
                                root.resolve(tls.key()),
                                tls.clientCertificates()
                                        ? Listen.ClientCertificate.ASKED
                                        : Listen.ClientCertificate.NOT_ASKED)));
    }

    private static BrowserSessions.Limits limits(BrokerSettings.Browser browser) {
        return new BrowserSessions.Limits(
                browser.idle(), browser.absolute(), browser.terminalIdle(), browser.deviceSignIn());
    }

    private static HttpLimits limits(BrokerSettings.Limits limits) {
        var times = limits.times();
        return new HttpLimits(
                limits.body(),
                limits.proofBody(),
                limits.header(),
                limits.headers(),
                limits.parameters(),
                limits.connections(),
                new HttpLimits.Times(times.head(), times.whole(), times.idle()),
                limits.failuresPerMinute());
    }
}
