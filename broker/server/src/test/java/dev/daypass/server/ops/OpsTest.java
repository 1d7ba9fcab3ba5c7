package dev.daypass.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.snapshot.RequestContext.Client;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.RequestObserver;
import dev.daypass.server.http.Routes;
import dev.daypass.server.sts.Company;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Probes and metrics: warnings do not take a broker out, and no label is made up by a caller (W17). */
final class OpsTest {
    private final JsonText json = new JsonText();
    private final JsonProtocol protocol = new JsonProtocol(json);
    private final Company company = new Company();
    private final Meters meters = new Meters(() -> List.of(
            new Meters.Expiry("corp-saml", Meters.Kind.METADATA, Duration.ofHours(2)),
            new Meters.Expiry("corp-saml", Meters.Kind.CERTIFICATE, Duration.ofDays(1))));
    private final CountingAudit audit = new CountingAudit(company, meters, company::snapshot);

    @Test
    void warningsAreToldAndTheBrokerStaysReady() {
        List<Health.Check> checks = new ArrayList<>();
        checks.add(Health.Check.up("store", "answers"));
        checks.add(Health.Check.warning("provider corp-saml", "metadata not renewed"));
        Answer ready = get("/health/ready", checks);
        assertEquals(200, ready.status());
        assertTrue(text(ready).contains("\"status\":\"warning\",\"detail\":\"metadata not renewed\""), text(ready));
        checks.add(Health.Check.down("store", "does not answer"));
        Answer down = get("/health/ready", checks);
        assertEquals(503, down.status());
        assertTrue(text(down).startsWith("{\"status\":\"not ready\""), text(down));
        assertEquals(200, get("/health/live", checks).status());
    }

    @Test
    void w17LabelsComeFromConfigurationAndFixedSets() {
        audit.append(facts("provider", "corp-saml").granted(AuditEvent.Kind.SIGN_IN));
        audit.append(facts("provider", "made-up").refused(AuditEvent.Kind.SIGN_IN, refusal()));
        audit.append(facts("role", Company.READ_ONLY).granted(AuditEvent.Kind.ASSUME_ROLE));
        audit.append(facts("role", "made-up").granted(AuditEvent.Kind.ASSUME_ROLE));
        String metrics = meters.scrape();
        assertTrue(metrics.contains("daypass_logins_total{idp=\"corp-saml\",outcome=\"granted\"} 1.0"), metrics);
        assertTrue(metrics.contains("daypass_logins_total{idp=\"unknown\",outcome=\"refused\"} 1.0"), metrics);
        assertTrue(
                metrics.contains("daypass_sessions_issued_total{kind=\"role\",role=\"prod/ReadOnly\"} 1.0"), metrics);
        assertTrue(metrics.contains("daypass_denials_total{reason=\"PROVIDER_UNKNOWN\"} 1.0"), metrics);
        assertFalse(metrics.contains("made-up"), metrics);
    }

    @Test
    void expiriesAndAnswersAreMeasured() {
        meters.answered(
                new RequestObserver.Answered("POST", "/sts", 403, "ROLE_UNKNOWN", "id-1", Duration.ofMillis(7)));
        String metrics = meters.scrape();
        assertTrue(metrics.contains("daypass_idp_metadata_expiry_seconds{idp=\"corp-saml\"} 7200.0"), metrics);
        assertTrue(metrics.contains("daypass_idp_certificate_expiry_seconds{idp=\"corp-saml\"} 86400.0"), metrics);
        assertTrue(
                metrics.contains("daypass_http_request_duration_seconds_bucket{route=\"/sts\",le=\"0.01\"} 1"),
                metrics);
        assertFalse(metrics.contains("id-1"), metrics);
    }

    @Test
    void whatIsNotDurableIsNotCounted() {
        company.breakTheDisk();
        assertThrows(
                UnavailableException.class,
                () -> audit.append(facts("role", Company.READ_ONLY).granted(AuditEvent.Kind.ASSUME_ROLE)));
        assertFalse(meters.scrape().contains("daypass_sessions_issued"));
    }

    private Answer get(String path, List<Health.Check> checks) {
        var routes = new Routes(new Health(protocol, json, () -> checks).routes(), protocol);
        return routes.find("GET", path)
                .orElseThrow()
                .route()
                .endpoint()
                .answer(new Request(
                        new Request.Target("GET", path, Map.of(), ""),
                        HeaderLines.none(),
                        Body.none(),
                        new Request.Origin("id-1", new Client("192.0.2.9", true, ""), Company.NOW)));
    }

    private static AuditFacts facts(String name, String value) {
        return new AuditFacts(Company.NOW, "id-1", "192.0.2.9").put(name, value);
    }

    private static Refusal refusal() {
        return new Refusal(Reason.PROVIDER_UNKNOWN, "no", "no");
    }

    private static String text(Answer answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }
}
