package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.daypass.browser.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.AccountInfo;
import software.amazon.awssdk.services.sso.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenRequest;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;

/** Unmodified AWS tools sign in at the broker as at IAM Identity Center, and fetch and renew credentials on their own. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SsoSessionIT {
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String ARN = "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com";

    private final Chromium chromium = Chromium.start();
    private final URI endpoint;
    private final String broker;
    private final Path directory;

    SsoSessionIT(Peers peers) throws IOException {
        endpoint = peers.broker().endpoint();
        broker = endpoint.toString();
        directory = peers.workplace("sso");
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    private void approve(String address) {
        try (var alice = new AtTheBrowser(chromium, broker)) {
            alice.follow(address);
        }
    }

    @Test
    void theAwsCommandLineSignsInFetchesCredentialsAndRenewsItsLogin() throws Exception {
        var desk = new WorkDesk(directory.resolve("cli"));
        // Version 1 of the command line would fetch the start URL instead of passing it on.
        Files.createDirectories(desk.home().resolve(".aws"));
        Files.writeString(desk.home().resolve(".aws/config"), "[default]\ncli_follow_urlparam = false\n");
        JsonObject client = oidc(desk, "register-client", "--client-name", "aws-cli", "--client-type", "public");
        String id = client.get("clientId").getAsString();
        String secret = client.get("clientSecret").getAsString();
        JsonObject started = oidc(
                desk,
                "start-device-authorization",
                "--client-id",
                id,
                "--client-secret",
                secret,
                "--start-url",
                broker + "/start");
        approve(started.get("verificationUriComplete").getAsString());
        JsonObject token = oidc(
                desk,
                "create-token",
                "--client-id",
                id,
                "--client-secret",
                secret,
                "--grant-type",
                DEVICE,
                "--device-code",
                started.get("deviceCode").getAsString());
        Path cache = remember(desk, client, token, Instant.now().plusSeconds(3600));

        Command.Result first = desk.aws("sts", "get-caller-identity", "--profile", "dev");
        assertEquals(0, first.exitCode(), first.output());
        assertTrue(first.output().contains(ARN), first.output());

        remember(desk, client, token, Instant.now().minusSeconds(60));
        String before = Files.readString(cache);
        Command.Result renewed = desk.aws("sts", "get-caller-identity", "--profile", "dev");
        assertEquals(0, renewed.exitCode(), renewed.output());
        JsonObject after = JsonParser.parseString(Files.readString(cache)).getAsJsonObject();
        assertNotEquals(before, Files.readString(cache));
        String access = after.get("accessToken").getAsString();
        assertNotEquals(token.get("accessToken").getAsString(), access);
        assertNotEquals(
                token.get("refreshToken").getAsString(),
                after.get("refreshToken").getAsString());

        Command.Result roles = desk.aws(
                "sso",
                "list-account-roles",
                "--account-id",
                "111122223333",
                "--access-token",
                access,
                "--endpoint-url",
                broker + "/aws/sso");
        assertTrue(roles.output().contains("\"roleName\": \"ReadOnly\""), roles.output());

        Command.Result out = desk.aws("sso", "logout", "--access-token", access, "--endpoint-url", broker + "/aws/sso");
        assertEquals(0, out.exitCode(), out.output());
        Command.Result over = desk.aws("sts", "get-caller-identity", "--profile", "dev");
        assertNotEquals(0, over.exitCode());
        assertTrue(over.output().contains("SSO session"), over.output());
    }

    private JsonObject oidc(WorkDesk desk, String... words) {
        var all = new java.util.ArrayList<>(List.of("sso-oidc"));
        all.addAll(List.of(words));
        all.addAll(List.of("--endpoint-url", broker + "/aws/oidc", "--output", "json"));
        Command.Result result = desk.aws(all.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.output());
        return JsonParser.parseString(result.output()).getAsJsonObject();
    }

    /** Writes the profile that {@code daypass profile} prints, and what {@code aws sso login} leaves behind. */
    private Path remember(WorkDesk desk, JsonObject client, JsonObject token, Instant until)
            throws IOException, GeneralSecurityException {
        Path ours = desk.home().resolve("config/daypass/profiles.yaml");
        Files.createDirectories(ours.getParent());
        Files.writeString(
                ours,
                "dev:\n  url: " + broker + "\n  role: arn:daypass:iam::111122223333:role/ReadOnly\n  login: browser\n");
        Command.Result profile = desk.daypass(Map.of(), "profile", "--profile", "dev", "--region", "eu-central-1");
        assertEquals(0, profile.exitCode(), profile.output());
        Path aws = Files.createDirectories(desk.home().resolve(".aws/sso/cache"));
        Files.writeString(desk.home().resolve(".aws/config"), profile.output());
        String session = profile.output()
                .lines()
                .filter(line -> line.startsWith("sso_session = "))
                .findFirst()
                .orElseThrow()
                .substring("sso_session = ".length());
        var kept = new JsonObject();
        kept.addProperty("startUrl", broker + "/start");
        kept.addProperty("region", "eu-central-1");
        kept.add("accessToken", token.get("accessToken"));
        kept.add("refreshToken", token.get("refreshToken"));
        kept.addProperty("expiresAt", until.toString());
        kept.add("clientId", client.get("clientId"));
        kept.add("clientSecret", client.get("clientSecret"));
        kept.addProperty(
                "registrationExpiresAt",
                Instant.ofEpochSecond(client.get("clientSecretExpiresAt").getAsLong())
                        .toString());
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(session.getBytes(StandardCharsets.UTF_8));
        Path cache = aws.resolve(HexFormat.of().formatHex(hash) + ".json");
        Files.writeString(cache, kept.toString());
        return cache;
    }

    @Test
    void theAwsSdkForJavaSignsInListsAndTakesRoles() {
        try (SsoOidcClient oidc = SsoOidcClient.builder()
                        .endpointOverride(endpoint.resolve("/aws/oidc"))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                SsoClient sso = SsoClient.builder()
                        .endpointOverride(endpoint.resolve("/aws/sso"))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            CreateTokenResponse token = signIn(oidc);
            AccountInfo account = sso.listAccountsPaginator(
                            ask -> ask.accessToken(token.accessToken()).maxResults(1))
                    .accountList()
                    .iterator()
                    .next();
            assertEquals("prod", account.accountName());
            RoleCredentials taken = sso.getRoleCredentials(ask -> ask.accessToken(token.accessToken())
                            .accountId(account.accountId())
                            .roleName("ReadOnly"))
                    .roleCredentials();
            var session =
                    AwsSessionCredentials.create(taken.accessKeyId(), taken.secretAccessKey(), taken.sessionToken());
            assertEquals(ARN, new AwsSdk(endpoint).whoAmI(session));
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> sso.getRoleCredentials(ask -> ask.accessToken(token.accessToken())
                            .accountId(account.accountId())
                            .roleName("Deployer")));

            sso.logout(ask -> ask.accessToken(token.accessToken()));
            assertThrows(
                    UnauthorizedException.class, () -> sso.listAccounts(ask -> ask.accessToken(token.accessToken())));
            assertThrows(RuntimeException.class, () -> new AwsSdk(endpoint).whoAmI(session));
        }
    }

    private CreateTokenResponse signIn(SsoOidcClient oidc) {
        RegisterClientResponse client =
                oidc.registerClient(ask -> ask.clientName("java-sdk").clientType("public"));
        StartDeviceAuthorizationResponse started = oidc.startDeviceAuthorization(ask -> ask.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .startUrl(broker + "/start"));
        CreateTokenRequest asked = CreateTokenRequest.builder()
                .clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType(DEVICE)
                .deviceCode(started.deviceCode())
                .build();
        assertThrows(AuthorizationPendingException.class, () -> oidc.createToken(asked));
        long begun = System.nanoTime();
        approve(started.verificationUriComplete());
        waitUntil(begun + TimeUnit.SECONDS.toNanos(started.interval()));
        CreateTokenResponse token = oidc.createToken(asked);
        assertThrows(InvalidGrantException.class, () -> oidc.createToken(asked), "a device code serves once");
        CreateTokenResponse next = oidc.createToken(ask -> ask.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType("refresh_token")
                .refreshToken(token.refreshToken()));
        assertNotEquals(token.refreshToken(), next.refreshToken());
        return next;
    }

    /** Tools wait between two questions, and whoever does not is told to. */
    private static void waitUntil(long moment) {
        try {
            TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
