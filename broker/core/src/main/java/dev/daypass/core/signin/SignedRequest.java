package dev.daypass.core.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request signed with AWS Signature Version 4, already brought into canonical form by an edge.
 *
 * @param accessKeyId from the credential scope
 * @param sessionToken {@code X-Amz-Security-Token}, present for temporary credentials
 * @param date the scope's date, {@code yyyymmdd}
 * @param region the scope's region, taken as signed
 * @param service the scope's service
 * @param signedAt {@code X-Amz-Date}
 * @param expires how long a presigned request stays valid; absent where the signature stands in a header
 * @param stringToSign built by the edge from what really arrived
 * @param signature 64 lower-case hexadecimal digits
 */
public record SignedRequest(
        String accessKeyId,
        Optional<String> sessionToken,
        String date,
        String region,
        String service,
        Instant signedAt,
        Optional<Duration> expires,
        String stringToSign,
        String signature) {
    @Override
    public String toString() {
        return "SignedRequest[" + accessKeyId + ", " + service + "]";
    }
}
