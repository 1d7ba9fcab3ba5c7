package dev.daypass.server.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks the AWS Query protocol of STS, Version 2011-06-15, with a broker. Safe for several threads. */
public final class StsClient {
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private final URI endpoint;
    private final Http http;
    private final SigV4Signer signer;

    /**
     * Makes a client.
     *
     * @param endpoint the broker's base URL
     */
    public StsClient(URI endpoint, Http http, SigV4Signer signer) {
        this.endpoint = endpoint;
        this.http = http;
        this.signer = signer;
    }

    /**
     * Calls without a signature: the proof among the parameters is all there is.
     *
     * @throws StsRefusal if the broker refuses
     * @throws IOException if it cannot be reached, or what answers is no broker
     */
    public StsAnswer call(String action, Map<String, String> parameters) throws IOException, StsRefusal {
        return answer(request(action, parameters));
    }

    /**
     * Calls with a signature.
     *
     * @throws StsRefusal if the broker refuses
     * @throws IOException if it cannot be reached, or what answers is no broker
     */
    public StsAnswer callSigned(String action, Map<String, String> parameters, ClientCredentials credentials)
            throws IOException, StsRefusal {
        return answer(signer.sign(request(action, parameters), credentials));
    }

    private HttpCall request(String action, Map<String, String> parameters) {
        String rest = parameters.entrySet().stream()
                .map(parameter -> "&" + encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining());
        return HttpCall.post(endpoint, FORM, "Action=" + encode(action) + "&Version=2011-06-15" + rest);
    }

    private StsAnswer answer(HttpCall call) throws IOException, StsRefusal {
        HttpReply reply = http.send(call);
        StsAnswer answer = StsAnswer.read(reply.body());
        if (!reply.ok()) {
            throw new StsRefusal(
                    answer.required("Code"),
                    answer.find("Message").orElse(""),
                    answer.find("RequestId").orElse(""));
        }
        return answer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
