package dev.daypass.server.portal;

import dev.daypass.core.login.ReturnTarget;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody who comes to sign in has said already. A query that cannot be read says nothing.
 *
 * @param to where to go afterwards
 * @param provider named by {@code idp_hint}
 * @param address typed, or sent as {@code login_hint}
 * @param choose whether to be asked even where there is but one way
 * @param fresh whether to authenticate anew, to become somebody else
 */
record SignInQuery(
        ReturnTarget to, Optional<String> provider, Optional<String> address, boolean choose, boolean fresh) {
    private static final int MOST_PARAMETERS = 8;
    private static final int LONGEST_ADDRESS = 254;

    static SignInQuery of(Request request) {
        return Form.read(request.target().query(), MOST_PARAMETERS)
                .fold(
                        query -> new SignInQuery(
                                ReturnTarget.orStart(query.get("to")),
                                query.get("idp_hint"),
                                query.get("login_hint")
                                        .map(String::strip)
                                        .filter(typed -> !typed.isEmpty() && typed.length() <= LONGEST_ADDRESS)
                                        .filter(typed -> typed.chars().noneMatch(Character::isISOControl)),
                                query.get("choose").isPresent(),
                                query.get("fresh").isPresent()),
                        refusal -> new SignInQuery(
                                ReturnTarget.start(), Optional.empty(), Optional.empty(), false, false));
    }

    /** The parameters that go along, whichever way is chosen. */
    Map<String, String> kept() {
        Map<String, String> kept = new LinkedHashMap<>();
        if (!to.equals(ReturnTarget.start())) {
            kept.put("to", to.path());
        }
        if (fresh) {
            kept.put("fresh", "1");
        }
        return kept;
    }

    /** The address of a way in, told all that it can use. */
    String onward(String path) {
        Map<String, String> parameters = kept();
        address.ifPresent(typed -> parameters.put("login_hint", typed));
        return withQuery(path, parameters);
    }

    static String withQuery(String path, Map<String, String> parameters) {
        var link = new StringBuilder(path);
        parameters.forEach((name, value) -> link.append(link.length() == path.length() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return link.toString();
    }
}
