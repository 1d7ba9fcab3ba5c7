package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.JsonNode;

/** Signs people of a directory in at a broker's STS, which no AWS client has a call for, and reads what comes. */
record DirectorySignIn(URI broker) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ACCOUNT = "arn:daypass:iam::111122223333:";

    /** An answer of the STS, an error among them. */
    record Answer(int status, String body) {
        /** The text of the first element of a name. */
        Optional<String> element(String name) {
            Matcher found =
                    Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }

        private String told(String name) {
            assertTrue(element(name).isPresent(), () -> status + " without " + name + ": " + body);
            return element(name).get();
        }

        /** The keys of a session that was given. */
        AwsSessionCredentials keys() {
            return AwsSessionCredentials.create(told("AccessKeyId"), told("SecretAccessKey"), told("SessionToken"));
        }

        /** The name of the session that was given. */
        String sessionName() {
            String arn = told("Arn");
            return arn.substring(arn.lastIndexOf('/') + 1);
        }

        String errorCode() {
            return told("Code");
        }

        String errorMessage() {
            return told("Message");
        }

        /** Under which the audit knows the call. */
        String correlationId() {
            return told("RequestId");
        }
    }

    /** Takes {@code prod/Reader} with a password. */
    Answer reader(String provider, String name, String password) {
        return assume(provider, "Reader", name, password);
    }

    /** Takes a role of account {@code prod} with a password. */
    Answer assume(String provider, String role, String name, String password) {
        return post(
                Map.of("Username", name, "Password", password, "ProviderArn", ACCOUNT + "directory/" + provider), role);
    }

    /** Takes {@code prod/Reader} with a ticket, the token of the Negotiate scheme. */
    Answer readerByTicket(String provider, String ticket) {
        return post(Map.of("KerberosTicket", ticket, "ProviderArn", ACCOUNT + "directory/" + provider), "Reader");
    }

    private Answer post(Map<String, String> proof, String role) {
        var form = new HashMap<>(proof);
        form.put("Action", "AssumeRoleWithDirectory");
        form.put("Version", "2011-06-15");
        form.put("RoleArn", role(role));
        HttpResponse<String> answer = send(form("/", form));
        return new Answer(answer.statusCode(), answer.body());
    }

    /** The ARN of a role. */
    static String role(String name) {
        return ACCOUNT + "role/" + name;
    }

    /** A form to the broker, to be sent with what headers it needs besides. */
    HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(broker.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The one entry of a kind that the audit has about a call. */
    JsonNode audited(Answer answer, String kind) {
        List<JsonNode> found = new AuditTrail(broker)
                .entries(entry -> entry.get("kind").stringValue().equals(kind)
                        && answer.correlationId().equals(correlation(entry)));
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private static String correlation(JsonNode entry) {
        return entry.get("correlation").stringValue();
    }
}
