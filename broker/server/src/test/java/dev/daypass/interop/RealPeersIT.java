package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.peers.OpenIdPeer;
import dev.daypass.testkit.peers.SimpleSamlPhp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * A real SAML identity provider and a real OpenID provider on one side, the AWS CLI, boto3 and the AWS SDK for Java on
 * the other, and Daypass between them: three kinds of programs that know nothing of each other.
 */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealPeersIT {
    private static final String ROLE = "arn:daypass:iam::111122223333:role/";
    private static final String SAML_PROVIDER = "arn:daypass:iam::111122223333:saml-provider/corp";

    private final SimpleSamlPhp saml;
    private final OpenIdPeer openId;
    private final ServedBroker broker;
    private final Path directory;

    RealPeersIT(Peers peers) throws IOException {
        saml = peers.saml();
        openId = peers.openId();
        broker = peers.broker();
        directory = peers.workplace("aws");
    }

    @Test
    void theAwsCliTurnsASamlResponseIntoCredentialsThatWork() throws IOException {
        Path response = Files.writeString(
                Files.createTempFile(directory, "response", ".b64"), saml.response("alice", "correct-horse"));
        Command.Result assumed = aws(
                new Command(directory),
                "sts",
                "assume-role-with-saml",
                "--role-arn",
                ROLE + "ReadOnly",
                "--principal-arn",
                SAML_PROVIDER,
                "--saml-assertion",
                "file://" + response);
        assertEquals(0, assumed.exitCode(), assumed.output());
        assertTrue(assumed.output().contains("\"SubjectType\""), assumed.output());

        Command.Result identity = aws(new Command(directory).with(credentials(assumed)), "sts", "get-caller-identity");
        assertEquals(0, identity.exitCode(), identity.output());
        assertTrue(identity.output().contains("assumed-role/ReadOnly/alice@corp.example.com"), identity.output());

        Command.Result again = aws(
                new Command(directory),
                "sts",
                "assume-role-with-saml",
                "--role-arn",
                ROLE + "ReadOnly",
                "--principal-arn",
                SAML_PROVIDER,
                "--saml-assertion",
                "file://" + response);
        assertTrue(again.output().contains("(InvalidIdentityToken)"), again.output());
    }

    @Test
    void theAwsCliTurnsAnIdTokenIntoCredentialsThatWork() throws IOException {
        Path token = Files.writeString(Files.createTempFile(directory, "token", ".jwt"), openId.idToken("alice"));
        Command.Result assumed = aws(
                new Command(directory),
                "sts",
                "assume-role-with-web-identity",
                "--role-arn",
                ROLE + "ReadOnly",
                "--role-session-name",
                "laptop",
                "--web-identity-token",
                "file://" + token);
        assertEquals(0, assumed.exitCode(), assumed.output());
        Command.Result identity = aws(new Command(directory).with(credentials(assumed)), "sts", "get-caller-identity");
        assertTrue(identity.output().contains("assumed-role/ReadOnly/"), identity.output());
    }

    @Test
    void whoNoRuleGrantsGetsAccessDenied() throws IOException {
        Path response = Files.writeString(
                Files.createTempFile(directory, "response", ".b64"), saml.response("bob", "battery-staple"));
        Command.Result assumed = aws(
                new Command(directory),
                "sts",
                "assume-role-with-saml",
                "--role-arn",
                ROLE + "ReadOnly",
                "--principal-arn",
                SAML_PROVIDER,
                "--saml-assertion",
                "file://" + response);
        assertTrue(assumed.exitCode() != 0 && assumed.output().contains("(AccessDenied)"), assumed.output());
    }

    @Test
    void theAwsCliAssumesARoleWithLongTermKeysAndARevokedSessionIsRefused() throws Exception {
        var alice = new Command(directory)
                .with(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        ServedBroker.ALICE_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        ServedBroker.ALICE_SECRET));
        Command.Result assumed =
                aws(alice, "sts", "assume-role", "--role-arn", ROLE + "Operator", "--role-session-name", "on-call");
        assertEquals(0, assumed.exitCode(), assumed.output());
        Map<String, String> session = credentials(assumed);
        assertEquals(0, aws(alice.with(session), "sts", "get-caller-identity").exitCode());

        revoke(field(assumed, "AccessKeyId"));
        Command.Result refused = aws(alice.with(session), "sts", "get-caller-identity");
        assertTrue(refused.output().contains("(InvalidClientTokenId)"), refused.output());
    }

    @Test
    void boto3DoesAllOfItToo() throws IOException {
        Path response = Files.writeString(
                Files.createTempFile(directory, "response", ".b64"), saml.response("alice", "correct-horse"));
        Path token = Files.writeString(Files.createTempFile(directory, "token", ".jwt"), openId.idToken("alice"));
        Path script = directory.resolve("exchange.py");
        try (var in = RealPeersIT.class.getResourceAsStream("exchange.py")) {
            Files.write(script, in.readAllBytes());
        }
        var alice = new Command(directory)
                .with(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        ServedBroker.ALICE_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        ServedBroker.ALICE_SECRET));
        Command.Result result = alice.run(List.of(
                alice.python("boto3"),
                script.toString(),
                broker.endpoint().toString(),
                response.toString(),
                token.toString()));
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("saml: arn:daypass:sts::111122223333:assumed-role/ReadOnly/"),
                result.output());
        assertTrue(result.output().contains("web identity: arn:daypass:sts::"), result.output());
        assertTrue(
                result.output().contains("keys: arn:daypass:sts::111122223333:assumed-role/Operator/boto"),
                result.output());
    }

    @Test
    void theAwsSdkForJavaDoesAllOfItToo() {
        var sdk = new AwsSdk(broker.endpoint());
        try (StsClient anyone = sdk.anyone()) {
            String response = saml.response("alice", "correct-horse");
            Credentials bySaml = anyone.assumeRoleWithSAML(ask -> ask.roleArn(ROLE + "ReadOnly")
                            .principalArn(SAML_PROVIDER)
                            .samlAssertion(response))
                    .credentials();
            assertTrue(sdk.whoAmI(AwsSdk.session(bySaml)).contains("assumed-role/ReadOnly/"));
            assertThrows(
                    InvalidIdentityTokenException.class,
                    () -> anyone.assumeRoleWithSAML(ask -> ask.roleArn(ROLE + "ReadOnly")
                            .principalArn(SAML_PROVIDER)
                            .samlAssertion(response)));

            String token = openId.idToken("alice");
            Credentials byToken = anyone.assumeRoleWithWebIdentity(ask -> ask.roleArn(ROLE + "ReadOnly")
                            .roleSessionName("sdk")
                            .webIdentityToken(token))
                    .credentials();
            assertTrue(sdk.whoAmI(AwsSdk.session(byToken)).contains("assumed-role/ReadOnly/"));
            StsException denied = assertThrows(
                    StsException.class,
                    () -> anyone.assumeRoleWithWebIdentity(ask -> ask.roleArn(ROLE + "Operator")
                            .roleSessionName("sdk")
                            .webIdentityToken(token)));
            assertEquals("AccessDenied", denied.awsErrorDetails().errorCode());
        }
    }

    private Command.Result aws(Command command, String... words) {
        var line = new ArrayList<String>(
                List.of("aws", "--endpoint-url", broker.endpoint().toString(), "--output", "json"));
        line.addAll(Arrays.asList(words));
        return command.run(line);
    }

    private static Map<String, String> credentials(Command.Result assumed) {
        return Map.of(
                "AWS_ACCESS_KEY_ID", field(assumed, "AccessKeyId"),
                "AWS_SECRET_ACCESS_KEY", field(assumed, "SecretAccessKey"),
                "AWS_SESSION_TOKEN", field(assumed, "SessionToken"));
    }

    private static String field(Command.Result result, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]+)\"").matcher(result.output());
        assertTrue(matcher.find(), result.output());
        return matcher.group(1);
    }

    private void revoke(String session) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(broker.endpoint().resolve("/api/v1/sessions/" + session + "/revoke"))
                .header("Authorization", "Bearer " + ServedBroker.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }
}
