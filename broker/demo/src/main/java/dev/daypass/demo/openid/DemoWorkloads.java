package dev.daypass.demo.openid;

import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.LoopbackServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Issuers for programs: a CI system that gives each job a token saying which repository and branch it builds, and a
 * Kubernetes cluster that gives each pod one saying which service account it runs as. Safe for several threads.
 */
public final class DemoWorkloads {
    private final TokenIssuer ci;
    private final TokenIssuer kubernetes;

    /**
     * Makes both with fresh keys.
     *
     * @param base the issuers are {@code /ci} and {@code /kubernetes} below it
     * @throws IllegalArgumentException if that is not on this machine
     */
    public DemoWorkloads(URI base, Clock clock, SecureRandom random) {
        this.ci = new TokenIssuer(base.resolve("/ci"), clock, random);
        this.kubernetes = new TokenIssuer(base.resolve("/kubernetes"), clock, random);
    }

    /** Serves discovery and keys of both, and job tokens at {@code /ci/job-token?repository=R&branch=B&audience=A}. */
    public void serveOn(LoopbackServer server) {
        ci.serveOn(server, Map.of());
        kubernetes.serveOn(server, Map.of());
        server.serve("/ci/job-token", DemoWorkloads.this::jobPage);
    }

    public URI ciIssuer() {
        return ci.issuer();
    }

    public URI kubernetesIssuer() {
        return kubernetes.issuer();
    }

    /** What a CI job gets: whose code, which branch, which workflow. */
    public String jobToken(String repository, String branch, String audience) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("repository", repository);
        claims.put("ref", "refs/heads/" + branch);
        claims.put("workflow", "release");
        claims.put("environment", branch.equals("main") ? "production" : "preview");
        return ci.sign("repo:" + repository + ":ref:refs/heads/" + branch, audience, claims);
    }

    /** What a pod finds mounted: the projected token of its service account. */
    public String podToken(String namespace, String serviceAccount, String audience) {
        var details = Map.<String, Object>of("namespace", namespace, "serviceaccount", Map.of("name", serviceAccount));
        return kubernetes.sign(
                "system:serviceaccount:" + namespace + ":" + serviceAccount,
                audience,
                Map.of("kubernetes.io", details));
    }

    private Document jobPage(Map<String, String> query) {
        var repository = Optional.ofNullable(query.get("repository"));
        var branch = Optional.ofNullable(query.get("branch"));
        var audience = Optional.ofNullable(query.get("audience"));
        if (repository.isEmpty() || branch.isEmpty() || audience.isEmpty()) {
            return Document.wrong("ask with repository, branch and audience");
        }
        return Document.plain(jobToken(repository.get(), branch.get(), audience.get()));
    }
}
