package dev.daypass.server.cli;

import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.server.client.Http;
import dev.daypass.server.client.HttpCall;
import dev.daypass.server.client.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which broker an operator speaks to, and the admin token, which is taken from the environment alone. */
final class AdminOptions {
    private static final String TOKEN = "DAYPASS_ADMIN_TOKEN";

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description =
                    "The broker's management address, such as http://127.0.0.1:9443; the token is $" + TOKEN + ".")
    private URI url = URI.create("http://127.0.0.1");

    Node get(String path, Terminal terminal) {
        return send(HttpCall.get(address(path)), terminal);
    }

    /** Orders something; an order that says nothing is {@code {}}. */
    Node post(String path, String json, Terminal terminal) {
        return send(HttpCall.post(address(path), "application/json", json), terminal);
    }

    private URI address(String path) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw Failure.usage("`" + url + "` is not an http(s) address");
        }
        return url.resolve(path);
    }

    private Node send(HttpCall call, Terminal terminal) {
        String token = terminal.environment()
                .apply(TOKEN)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Failure.usage("the environment variable `" + TOKEN
                        + "` is not set; it is the token that `daypass.yaml` names under `admin`"));
        try {
            HttpReply reply = Http.standard().send(call.with("Authorization", "Bearer " + token.strip()));
            Optional<Node> answer = new JsonTree().read("answer", reply.body()).value();
            if (reply.ok() && answer.isPresent()) {
                return answer.get();
            }
            throw Failure.refused(answer.map(JsonText::error)
                    .filter(text -> !text.isEmpty())
                    .orElseGet(() -> "`" + url + "` answered with status " + reply.status() + "; is it a broker?"));
        } catch (IOException problem) {
            throw Failure.refused("`" + url + "` cannot be reached: " + problem.getMessage());
        }
    }
}
