package dev.daypass.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link StateMatrixTest} expects: a row a state, a column an entrance. */
final class StateTable {
    /**
     * What each entrance answers: {@code ok}; {@code proof} (the proof counts no more), {@code denied} (the caller may
     * not), {@code gone} or {@code dead} (the credentials count no more), {@code expired}, {@code client} (the client counts no more).
     */
    private static final String EXPECTED = """
                                  | SAML   | TOKEN  | USER_ROLE | CHAIN   | WHO_SESSION | WHO_KEY | WHO_USER_SESSION | SESSION_TOKEN | FEDERATION_TOKEN | EVAL_SESSION | EVAL_KEY | WHO_CHILD | WHO_USER_ROLE | O_SAML    | O_TOKEN   | O_OURS    | O_REFRESH | O_SERVICE | F_TOKEN | E_TOKEN | I_TOKEN | D_STS | D_OAUTH | K_LOGIN | K_STS | B_SAML | B_OPENID | B_PASSWORD | B_TICKET | B_PICK | L_BACK | L_FRONT | B_ADMIN | F_CONSOLE | T_ME | T_TAKE | T_REFRESH | T_DEVICE | L_SAML | S_ROLE | F_COOKIE | F_VISIT
            SAML_PROVIDER_OFF     | proof  | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | gone      | ok | proof     | ok        | proof     | gone      | ok | gone | gone | dead | ok | ok | ok | ok | proof | ok | ok | ok | gone | ok | ok | gone | gone | gone | gone | gone | gone | proof | gone | gone | gone
            TOKEN_PROVIDER_OFF    | ok     | proof  | ok        | ok      | ok          | ok      | ok               | ok            | ok               | ok           | ok       | ok        | ok | ok        | proof     | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | proof | ok | ok | ok | proof | proof | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            DIRECTORY_OFF         | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | proof | gone | proof | proof | ok | ok | proof | proof | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            PROVIDER_DELETED      | proof  | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | gone      | ok | proof     | ok        | proof     | gone      | ok | gone | gone | dead | ok | ok | ok | ok | proof | ok | ok | ok | gone | ok | ok | gone | gone | gone | gone | gone | gone | proof | gone | gone | gone
            SUBJECT_BLOCKED       | denied | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | gone      | ok | proof     | ok        | proof     | gone      | ok | gone | gone | dead | ok | ok | ok | ok | denied | ok | ok | ok | gone | ok | ok | gone | gone | gone | gone | gone | gone | ok | gone | gone | gone
            USER_DISABLED         | ok     | ok     | gone      | ok      | ok          | gone    | gone             | gone          | gone             | ok           | gone     | ok        | gone | ok        | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            KEY_INACTIVE          | ok     | ok     | gone      | ok      | ok          | gone    | ok               | gone          | gone             | ok           | gone     | ok        | ok | ok        | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            USER_CREATED_ANEW     | ok     | ok     | ok        | ok      | ok          | ok      | gone             | ok            | ok               | ok           | ok       | ok        | gone | ok        | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            ROLE_DISABLED         | denied | denied | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | ok        | ok | denied    | denied    | proof     | gone      | ok | gone | gone | dead | denied | denied | denied | denied | ok | ok | ok | ok | denied | ok | ok | denied | gone | ok | denied | ok | ok | ok | denied | gone | denied
            ROLE_DELETED          | denied | denied | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | ok        | ok | denied    | denied    | proof     | gone      | ok | gone | gone | dead | denied | denied | denied | denied | ok | ok | ok | ok | denied | ok | ok | denied | gone | ok | denied | ok | ok | ok | denied | gone | denied
            ROLE_CREATED_ANEW     | ok     | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | ok        | ok | ok        | ok        | proof     | gone      | ok | gone | gone | dead | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | denied | gone | ok | ok | ok | ok | ok | ok | gone | ok
            USERS_ROLE_DISABLED   | ok     | ok     | denied    | ok      | ok          | ok      | ok               | ok            | ok               | ok           | ok       | ok        | gone | ok        | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            CHAINED_ROLE_DISABLED | ok     | ok     | ok        | denied  | ok          | ok      | ok               | ok            | ok               | ok           | ok       | gone      | ok | ok        | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            TRUST_CHANGED         | denied | ok     | ok        | ok      | ok          | ok      | ok               | ok            | ok               | ok           | ok       | ok        | ok | denied    | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | denied | ok | ok | ok | ok | ok | denied | ok | ok | ok | denied | ok | denied
            RULE_CHANGED          | denied | ok     | ok        | ok      | ok          | ok      | ok               | ok            | ok               | ok           | ok       | ok        | ok | denied    | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | denied | ok | ok | ok | ok | ok | denied | ok | ok | ok | denied | ok | denied
            SESSION_REVOKED       | ok     | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | gone      | ok | ok        | ok        | ok        | ok        | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | gone | ok | ok | ok | ok | ok | ok | ok | ok
            SUBJECT_REVOKED       | ok     | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | gone      | ok | ok        | ok        | proof     | gone      | ok | gone | gone | dead | ok | ok | ok | ok | ok | ok | ok | ok | gone | ok | ok | gone | gone | gone | gone | gone | gone | ok | gone | gone | gone
            ROLE_REVOKED          | ok     | ok     | ok        | gone    | gone        | ok      | ok               | ok            | ok               | gone         | ok       | gone      | ok | ok        | ok        | proof     | gone      | ok | gone | gone | dead | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | denied | gone | ok | ok | ok | ok | ok | ok | gone | ok
            AFTER_EXPIRY          | ok     | ok     | ok        | expired | expired     | ok      | ok               | ok            | ok               | expired      | ok       | expired   | expired | ok        | ok        | proof     | gone      | ok | expired | expired | dead | ok | ok | ok | ok | ok | ok | ok | ok | gone | ok | ok | gone | expired | gone | gone | ok | gone | ok | gone | expired | gone
            LOGGED_OUT_UPSTREAM   | proof | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | proof | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | proof | ok | ok | ok | gone | ok | ok | gone | ok | gone | gone | gone | gone | ok | gone | gone | gone
            CLIENT_DISABLED       | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | client | client | client | client | client | gone | gone | client | ok | client | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            SERVICE_DISABLED      | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | denied | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok | ok
            """;

    private StateTable() {}

    /** What a state makes every entrance answer. */
    static Map<String, String> row(String state) {
        List<List<String>> rows = EXPECTED.lines()
                .map(line ->
                        List.of(line.split("\\|")).stream().map(String::strip).toList())
                .toList();
        List<String> row = rows.stream()
                .filter(cells -> cells.get(0).equals(state))
                .findFirst()
                .orElseThrow();
        Map<String, String> found = new LinkedHashMap<>();
        for (int column = 1; column < row.size(); column++) {
            found.put(rows.get(0).get(column), row.get(column));
        }
        return found;
    }

    /** What an answer is called in the table. */
    static String word(Wire.Reply reply) {
        return switch (reply.code()) {
            case "" -> quiet(reply.body());
            case "InvalidIdentityToken",
                    "invalid_request",
                    "PROVIDER_DISABLED",
                    "PROVIDER_UNKNOWN",
                    "SUBJECT_SIGNED_OUT" -> "proof";
            case "AccessDenied",
                    "invalid_target",
                    "unauthorized_client",
                    "SUBJECT_DISABLED",
                    "ROLE_DISABLED",
                    "ROLE_UNKNOWN",
                    "TRUST_DENIES",
                    "NO_RULE_GRANTS",
                    "CALLER_NOT_ALLOWED" -> "denied";
            case "InvalidClientTokenId",
                    "session_revoked",
                    "credentials_unknown",
                    "invalid_grant",
                    "NOT_SIGNED_IN",
                    "not_signed_in" -> "gone";
            case "invalid_client" -> "client";
            case "ExpiredToken", "credentials_expired" -> "expired";
            default -> reply.toString();
        };
    }

    /** What a body says where there is no error. */
    private static String quiet(String body) {
        if (body.contains("\"active\":false")) {
            return "dead";
        }
        return body.contains("\"decision\":false") ? "denied" : "ok";
    }
}
