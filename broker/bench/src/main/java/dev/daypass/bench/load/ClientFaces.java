package dev.daypass.bench.load;

import dev.daypass.bench.limit.CryptoLimit;
import dev.daypass.bench.report.Report;
import dev.daypass.bench.report.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The faces beside the STS: tokens for proofs at the token endpoint, decisions by AuthZEN and for a proxy. */
final class ClientFaces {
    private static final int CONNECTIONS = 4;
    private static final Pattern TOKEN = Pattern.compile("\"access_token\" ?: ?\"([^\"]+)\"");
    private static final String QUESTION =
            "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"arn:daypass:reports:::q3\"}}";

    private final ServerProcess broker;
    private final int port;
    private final int perPass;
    private final int passes;
    private final PrintStream progress;

    ClientFaces(ServerProcess broker, int port, int perPass, int passes, PrintStream progress) {
        this.broker = broker;
        this.port = port;
        this.perPass = perPass;
        this.passes = passes;
        this.progress = progress;
    }

    /** Measures each and adds its rows. */
    void measure(Report report, Company company) throws Exception {
        var crypto = new CryptoLimit();
        progress.println("  token exchange");
        Load.Pass saml = Load.Pass.worst();
        Load.Pass tokens = Load.Pass.worst();
        for (int i = 0; i < passes; i++) {
            saml = saml.better(exchanges(company.samlExchanges(perPass, port)));
            tokens = tokens.better(exchanges(company.tokenExchanges(perPass)));
        }
        report.add(ratio("token exchange, Response to token / crypto alone", saml, crypto.samlToTokenMicros()));
        report.add(ratio("token exchange, JWT to token / crypto alone", tokens, crypto.tokenToTokenMicros()));

        String token = token(company.tokenExchanges(1).get(0));
        progress.println("  AuthZEN");
        Load.Pass evaluations = asked(Connection.request(
                port,
                "POST /access/v1/evaluation",
                "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n",
                QUESTION));
        report.add(
                Row.told("AuthZEN decisions a second", evaluations.perSecond()).note(cost(evaluations)));
        progress.println("  forward-auth");
        String forSite = token(company.tokenExchanges(1).get(0) + "&audience=https://" + Company.SITE);
        Load.Pass forwarded = asked(Connection.request(
                port,
                "GET /forward-auth",
                "Authorization: Bearer " + forSite + "\r\nX-Original-Method: GET\r\nX-Original-Host: " + Company.SITE
                        + "\r\nX-Original-Uri: /docs/today\r\n",
                ""));
        report.add(Row.told("forward-auth decisions a second", forwarded.perSecond())
                .note(cost(forwarded)));
    }

    private Load.Pass exchanges(List<String> forms) throws IOException, InterruptedException {
        List<byte[]> requests = new ArrayList<>(forms.size());
        for (String form : forms) {
            requests.add(Connection.post(port, "/oauth/token", form));
        }
        return Load.run(broker, port, requests, CONNECTIONS);
    }

    private Load.Pass asked(byte[] request) throws IOException, InterruptedException {
        Load.Pass best = Load.Pass.worst();
        for (int i = 0; i < passes; i++) {
            best = best.better(Load.run(broker, port, Collections.nCopies(perPass, request), CONNECTIONS));
        }
        return best;
    }

    private String token(String form) throws IOException {
        try (var connection = new Connection(port)) {
            Connection.Answer answer = connection.answer(Connection.post(port, "/oauth/token", form));
            Matcher found = TOKEN.matcher(answer.body());
            if (!found.find()) {
                throw new IOException("no token came, but status " + answer.status());
            }
            return found.group(1);
        }
    }

    private static Row ratio(String what, Load.Pass pass, double crypto) {
        return Row.told(what, pass.cpuMicros() / crypto)
                .note("%.0f against %.0f CPU-us, %.0f a second".formatted(pass.cpuMicros(), crypto, pass.perSecond()));
    }

    private static String cost(Load.Pass pass) {
        return "%.0f CPU-us, p99 %.1f ms".formatted(pass.cpuMicros(), pass.p99Micros() / 1e3);
    }
}
