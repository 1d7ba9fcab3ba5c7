package dev.daypass.adapters.oidc.login;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and values as queries and forms spell them ({@code application/x-www-form-urlencoded}). */
final class FormText {
    private FormText() {}

    static String of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** An address with more in its query. */
    static URI with(URI address, Map<String, String> parameters) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + of(parameters));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
