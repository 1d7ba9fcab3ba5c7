package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.server.client.Http;
import dev.daypass.server.client.HttpCall;
import dev.daypass.server.client.HttpReply;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Speaks OAuth and JSON with a broker. What a broker says is shown to people, so it is made printable first. */
public final class BrokerCalls {
    /** The command line's own name among the broker's clients; it is public and has no secret (RFC 6749 section 2.1). */
    static final String CLIENT = "daypass-cli";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final JsonTree json = new JsonTree();
    private final Http http;

    public BrokerCalls(Http http) {
        this.http = http;
    }

    /**
     * Makes sure that a broker is there, and goes by the name it was called by (RFC 8414 section 3.3).
     *
     * @throws IOException if not
     */
    void greet(Broker broker) throws IOException, StsRefusal {
        Node metadata = answer(broker, HttpCall.get(broker.path("/.well-known/oauth-authorization-server")));
        String issuer = Answers.text(metadata, "issuer");
        if (!issuer.equals(broker.toString())) {
            throw new IOException("`" + broker + "` calls itself `" + issuer + "`; name it so by --broker");
        }
    }

    /** Posts a form as this client. */
    Node post(Broker broker, String path, Map<String, String> form) throws IOException, StsRefusal {
        return answer(broker, post(broker.path(path), form));
    }

    /** Asks with a login. */
    Node get(Broker broker, String path, Secret access) throws IOException, StsRefusal {
        return answer(broker, HttpCall.get(broker.path(path)).with("Authorization", "Bearer " + access.reveal()));
    }

    /** Ends a login by the token that lasts longest; one that has ended is no failure (RFC 7009 section 2.2). */
    public void revoke(Login login) throws IOException, StsRefusal {
        Map<String, String> form =
                Map.of("token", login.refresh().orElse(login.access()).reveal());
        HttpReply reply = http.send(post(login.broker().path("/oauth/revoke"), form));
        if (!reply.ok()) {
            throw refusal(login.broker(), reply);
        }
    }

    private static HttpCall post(URI address, Map<String, String> form) {
        return HttpCall.post(address, FORM, "client_id=" + CLIENT + encoded(form));
    }

    private Node answer(Broker broker, HttpCall call) throws IOException, StsRefusal {
        HttpReply reply = http.send(call);
        if (!reply.ok()) {
            throw refusal(broker, reply);
        }
        return read(reply)
                .orElseThrow(() -> new IOException("`" + broker + "` does not answer as a broker does; is it one?"));
    }

    private StsRefusal refusal(Broker broker, HttpReply reply) throws IOException {
        Node answer = read(reply)
                .orElseThrow(() -> new IOException(
                        "`" + broker + "` answered with status " + reply.status() + "; is it a broker?"));
        Optional<StsRefusal> oauth = Optional.of(Answers.text(answer, "error"))
                .filter(code -> !code.isEmpty())
                .map(code -> new StsRefusal(
                        code, Answers.text(answer, "error_description"), Answers.text(answer, "correlation_id")));
        return oauth.or(() -> Answers.member(answer, "error")
                        .map(error -> new StsRefusal(
                                Answers.text(error, "code"),
                                Answers.text(error, "message"),
                                Answers.text(error, "correlationId"))))
                .orElseGet(() -> new StsRefusal("status " + reply.status(), Answers.text(answer, "message"), ""));
    }

    private Optional<Node> read(HttpReply reply) {
        return json.read("answer", reply.body()).value();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(parameter -> "&" + encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An address with a query. */
    static URI address(Broker broker, String path, Map<String, String> query) {
        return broker.path(path + "?client_id=" + CLIENT + encoded(query));
    }
}
