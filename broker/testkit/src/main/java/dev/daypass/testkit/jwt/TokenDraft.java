package dev.daypass.testkit.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A token before it is signed. Immutable; each method makes a changed copy.
 *
 * @param header members of the JOSE header, {@code alg} and {@code kid} left to the signing key
 * @param claims texts, numbers, booleans, lists and maps
 */
public record TokenDraft(Map<String, Object> header, Map<String, Object> claims) {
    public TokenDraft {
        header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    public TokenDraft header(String name, Object value) {
        var changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return new TokenDraft(changed, claims);
    }

    public TokenDraft claim(String name, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(name, value instanceof Instant instant ? instant.getEpochSecond() : value);
        return new TokenDraft(header, changed);
    }

    public TokenDraft without(String claim) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(claim);
        return new TokenDraft(header, changed);
    }

    public TokenDraft subject(String subject) {
        return claim("sub", subject);
    }

    public TokenDraft audience(String... audiences) {
        return claim("aud", audiences.length == 1 ? audiences[0] : List.of(audiences));
    }

    /** The compact token, signed honestly. */
    public String signedBy(SigningKey key) {
        return sign(headerJson(key), claimsJson(), key);
    }

    /** The header as {@link #signedBy} writes it; members of the draft's own header win. */
    String headerJson(SigningKey key) {
        var all = new LinkedHashMap<String, Object>();
        all.put("alg", key.algorithm());
        all.put("kid", key.kid());
        all.putAll(header);
        return Json.write(all);
    }

    String claimsJson() {
        return Json.write(claims);
    }

    /** Signs JSON as it is written. */
    static String sign(String headerJson, String claimsJson, SigningKey key) {
        String signed = part(headerJson) + "." + part(claimsJson);
        return signed + "." + SigningKey.base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    static String part(String json) {
        return SigningKey.base64(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "TokenDraft" + claims.keySet();
    }
}
