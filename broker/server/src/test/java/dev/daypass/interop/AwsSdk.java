package dev.daypass.interop;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The AWS SDK for Java, pointed at a broker and otherwise as it comes. */
record AwsSdk(URI endpoint) {
    /** A client without credentials. */
    StsClient anyone() {
        return builder()
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    /** A client with a session's keys. */
    StsClient holding(AwsSessionCredentials session) {
        return builder()
                .credentialsProvider(StaticCredentialsProvider.create(session))
                .build();
    }

    static AwsSessionCredentials session(Credentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    /** The ARN that {@code GetCallerIdentity} answers. */
    String whoAmI(AwsSessionCredentials session) {
        try (StsClient client = holding(session)) {
            return client.getCallerIdentity().arn();
        }
    }

    private StsClientBuilder builder() {
        return StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
