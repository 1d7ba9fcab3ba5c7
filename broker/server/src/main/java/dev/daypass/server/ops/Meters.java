package dev.daypass.server.ops;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.RequestObserver;
import dev.daypass.server.http.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The broker's metrics in Prometheus' text form. Every label value comes from a fixed set or from the configuration; no
 * user, session or path a client made up is ever one (W17). Safe for several threads.
 */
public final class Meters implements RequestObserver {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge providerExpiry = MultiGauge.builder("daypass_idp_metadata_expiry_seconds")
            .description("Seconds until a provider's metadata or keys serve no more")
            .register(registry);
    private final MultiGauge certificateExpiry = MultiGauge.builder("daypass_idp_certificate_expiry_seconds")
            .description("Seconds until a provider's first signing certificate ends")
            .register(registry);
    private final Info revision = Info.builder()
            .name("daypass_config_revision")
            .help("The configuration in force")
            .labelNames("revision")
            .register(registry.getPrometheusRegistry());
    private final Counter reloadFailures = Counter.builder("daypass_config_reload_failures")
            .description("Configurations that were refused at a reload")
            .register(registry);
    private final Supplier<List<Expiry>> expiries;
    private final List<Runnable> perProvider = new CopyOnWriteArrayList<>();

    /**
     * How long a provider's keys still serve.
     *
     * @param provider its configured name
     */
    public record Expiry(String provider, Kind kind, Duration left) {}

    /** What expires. */
    public enum Kind {
        METADATA,
        CERTIFICATE
    }

    /**
     * @param expiries asked at each scrape
     */
    public Meters(Supplier<List<Expiry>> expiries) {
        this.expiries = expiries;
    }

    /** Its route. */
    public Route route(JsonProtocol protocol) {
        return new Route(
                "GET",
                "/metrics",
                protocol,
                Route.Size.NONE,
                Route.Access.OPEN,
                request -> Answer.ok(CONTENT_TYPE, Body.of(scrape())));
    }

    @Override
    public void answered(Answered answered) {
        Counter.builder("daypass_http_requests")
                .tags(
                        "method",
                        answered.method(),
                        "route",
                        answered.route(),
                        "status",
                        Integer.toString(answered.status()),
                        "reason",
                        answered.reason())
                .register(registry)
                .increment();
        Timer.builder("daypass_http_request_duration")
                .tags("route", answered.route())
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(answered.duration());
    }

    /** Counts one more of something. */
    void count(String name, Map<String, String> labels) {
        count(name, labels, 1);
    }

    /** Counts some more of something; none makes it known at least. */
    void count(String name, Map<String, String> labels, int more) {
        Counter.builder(name)
                .tags(Tags.concat(List.of(), flat(labels)))
                .register(registry)
                .increment(more);
    }

    /**
     * A number of each configured provider that is asked for at each scrape.
     *
     * @param values by the provider's name
     */
    public void gaugePerProvider(String name, String description, Supplier<Map<String, Number>> values) {
        MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
        perProvider.add(() -> gauge.register(
                values.get().entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                value -> MultiGauge.Row.of(Tags.of("provider", value.getKey()), value.getValue()))
                        .toList(),
                true));
    }

    /** A number that is asked for at each scrape. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Another configuration is in force. */
    public void revision(String current) {
        revision.setLabelValues(current);
    }

    public void reloadFailed() {
        reloadFailures.increment();
    }

    String scrape() {
        List<Expiry> now = expiries.get();
        providerExpiry.register(rows(now, Kind.METADATA), true);
        certificateExpiry.register(rows(now, Kind.CERTIFICATE), true);
        perProvider.forEach(Runnable::run);
        return registry.scrape();
    }

    private static List<MultiGauge.Row<?>> rows(List<Expiry> expiries, Kind kind) {
        return expiries.stream()
                .filter(expiry -> expiry.kind() == kind)
                .<MultiGauge.Row<?>>map(expiry -> MultiGauge.Row.of(
                        Tags.of("idp", expiry.provider()), expiry.left().toSeconds()))
                .toList();
    }

    private static String[] flat(Map<String, String> labels) {
        return labels.entrySet().stream()
                .flatMap(label -> List.of(label.getKey(), label.getValue()).stream())
                .toArray(String[]::new);
    }
}
