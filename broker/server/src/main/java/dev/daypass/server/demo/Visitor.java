package dev.daypass.server.demo;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.Http;
import dev.daypass.server.client.HttpCall;
import dev.daypass.server.client.HttpReply;
import dev.daypass.server.client.SigV4Signer;
import dev.daypass.server.client.StsAnswer;
import dev.daypass.server.client.StsClient;
import dev.daypass.server.client.StsRefusal;
import dev.daypass.server.demo.Paper.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody outside the broker, with nothing but its address; and its operator, who has the admin token besides. */
final class Visitor {
    private static final String JSON = "application/json";
    private static final int NEWEST = 50;

    private final URI broker;
    private final Http http;
    private final SigV4Signer signer;
    private final StsClient sts;
    private final Secret adminToken;
    private final JsonTree json = new JsonTree();

    Visitor(URI broker, Http http, Clock clock, Secret adminToken) {
        this.broker = broker;
        this.http = http;
        this.signer = new SigV4Signer(clock, "us-east-1", "sts");
        this.sts = new StsClient(broker, http, signer);
        this.adminToken = adminToken;
    }

    /** A way for whoever holds a proof. */
    Door withProof(String action, ProofParameters proof) {
        return more -> {
            var parameters = new LinkedHashMap<>(proof.fresh());
            parameters.putAll(more);
            return sts.call(action, parameters);
        };
    }

    /** A way for whoever has an access key. */
    Door withKey(ClientCredentials key, Map<String, String> fixed) {
        return more -> {
            var parameters = new LinkedHashMap<>(fixed);
            parameters.putAll(more);
            return sts.callSigned("AssumeRole", parameters, key);
        };
    }

    /** Parameters of a call, with a proof made for it. */
    @FunctionalInterface
    interface ProofParameters {
        Map<String, String> fresh();
    }

    StsAnswer callerIdentity(ClientCredentials credentials) throws IOException, StsRefusal {
        return sts.callSigned("GetCallerIdentity", Map.of(), credentials);
    }

    /** May these credentials do that (OpenID AuthZEN); as a resource service would ask. */
    Seen mayDo(ClientCredentials credentials, String action, String resource) throws IOException {
        String body = "{\"action\":{\"name\":\"" + action + "\"},\"resource\":{\"type\":\"arn\",\"id\":\"" + resource
                + "\"}}";
        HttpReply reply =
                http.send(signer.sign(HttpCall.post(broker.resolve("/access/v1/evaluation"), JSON, body), credentials));
        Node answer = tree(reply);
        if (!reply.ok()) {
            return new Seen(Verdict.REFUSED, text(answer, "error", "code"));
        }
        boolean allowed = text(answer, "decision").equals("true");
        return allowed
                ? new Seen(Verdict.ALLOWED, "")
                : new Seen(Verdict.DENIED, reason(text(answer, "context", "reason"), resource));
    }

    /** Ends a session, as an operator. */
    void revoke(String sessionId) throws IOException {
        HttpReply reply =
                asAdmin(HttpCall.post(broker.resolve("/api/v1/sessions/" + sessionId + "/revoke"), JSON, "{}"));
        if (!reply.ok()) {
            throw new IOException("revoking was answered with " + reply.status() + ": " + reply.body());
        }
    }

    /** What the audit says about a request: the whole truth, which its caller is not told. */
    Optional<Node.Mapping> audited(String correlationId) throws IOException {
        return entries().stream()
                .filter(entry -> text(entry, "correlation").equals(correlationId))
                .reduce((earlier, later) -> later);
    }

    private List<Node.Mapping> entries() throws IOException {
        Node answer = tree(asAdmin(HttpCall.get(broker.resolve("/api/v1/audit?tail=" + NEWEST))));
        return items(answer, "entries").stream()
                .map(line -> json.read("audit", ((Node.Scalar) line).text()))
                .flatMap(outcome -> outcome.value().stream())
                .map(Node.Mapping.class::cast)
                .toList();
    }

    private HttpReply asAdmin(HttpCall call) throws IOException {
        return http.send(call.with("Authorization", "Bearer " + adminToken.reveal()));
    }

    private Node tree(HttpReply reply) throws IOException {
        return json.read("answer", reply.body())
                .value()
                .orElseThrow(() -> new IOException("an answer with status " + reply.status() + " is not JSON"));
    }

    /** The text at a path of names; empty if there is none. */
    static String text(Node node, String... path) {
        Optional<Node> at = Optional.of(node);
        for (String name : path) {
            at = at.filter(Node.Mapping.class::isInstance).flatMap(found -> ((Node.Mapping) found).get(name));
        }
        return at.filter(Node.Scalar.class::isInstance)
                .map(found -> ((Node.Scalar) found).text())
                .orElse("");
    }

    static List<Node> items(Node node, String name) {
        return Optional.of(node)
                .filter(Node.Mapping.class::isInstance)
                .flatMap(found -> ((Node.Mapping) found).get(name))
                .filter(Node.Sequence.class::isInstance)
                .map(found -> ((Node.Sequence) found).items())
                .orElseGet(List::of);
    }

    /** The end of the sentence, where it says why. */
    private static String reason(String sentence, String resource) {
        int end = sentence.indexOf(resource);
        String why =
                end < 0 ? sentence : sentence.substring(end + resource.length()).strip();
        return why.replaceFirst("^(because|with) ", "").replaceFirst("allows the \\S+ action$", "allows it");
    }
}
