package dev.daypass.server.portal;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back to a program through the browser (RFC 6749 sections 4.1.2 and 4.1.2.1), with our name in it, so that no
 * answer of another server is taken for ours (RFC 9207; security O12).
 */
final class AuthorizationAnswer {
    private AuthorizationAnswer() {}

    static Answer code(String redirectUri, Secret code, Optional<String> state, String issuer) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("code", code.reveal());
        return answer(redirectUri, members, state, issuer);
    }

    static Answer error(String redirectUri, String error, String description, Optional<String> state, String issuer) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("error", error);
        members.put("error_description", description);
        return answer(redirectUri, members, state, issuer);
    }

    /** No address of a client has a query of its own. */
    private static Answer answer(
            String redirectUri, Map<String, String> members, Optional<String> state, String issuer) {
        state.ifPresent(text -> members.put("state", text));
        members.put("iss", issuer);
        var location = new StringBuilder(redirectUri);
        char joint = '?';
        for (Map.Entry<String, String> member : members.entrySet()) {
            location.append(joint)
                    .append(member.getKey())
                    .append('=')
                    .append(URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8));
            joint = '&';
        }
        return Answer.seeOther(location.toString());
    }
}
