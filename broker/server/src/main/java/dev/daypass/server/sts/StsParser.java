package dev.daypass.server.sts;

import dev.daypass.core.exchange.FederationRequest;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.token.WebIdentityRequest;
import dev.daypass.server.http.Form;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one {@link StsRequest} of a form, or says everything that is wrong with it (AWS STS service model). */
final class StsParser {
    static final String VERSION = "2011-06-15";

    private static final int SHORTEST = RoleParameters.SHORTEST;
    private static final int SHORTEST_IDENTITY = 60;
    private static final int LONGEST_IDENTITY = 3_600;
    private static final int LONGEST_USER_SESSION = 129_600;

    private final DirectoryParser directory = new DirectoryParser();

    Outcome<StsRequest> parse(Form form) {
        Optional<String> action = form.get("Action").filter(text -> !text.isEmpty());
        if (action.isEmpty()) {
            return Outcome.refused(Reason.PARAMETER_MISSING, "Missing Action", "no Action parameter");
        }
        String version = form.get("Version").orElse("NO_VERSION_SPECIFIED");
        if (!version.equals(VERSION)) {
            return unknown(action.get(), version);
        }
        var parameters = new Parameters(form);
        return switch (action.get()) {
            case "AssumeRole" -> assumeRole(parameters);
            case "AssumeRoleWithSAML" -> assumeRoleWithSaml(parameters);
            case "AssumeRoleWithWebIdentity" -> assumeRoleWithWebIdentity(parameters);
            case DirectoryParser.ACTION -> directory.parse(parameters);
            case "GetCallerIdentity" -> parameters.unlessWrong(action.get(), StsRequest.GetCallerIdentity::new);
            case "GetSessionToken" -> getSessionToken(parameters);
            case "GetFederationToken" -> getFederationToken(parameters);
            case "DecodeAuthorizationMessage" -> decodeAuthorizationMessage(parameters);
            case "GetWebIdentityToken" -> getWebIdentityToken(parameters);
            case "GetAccessKeyInfo" -> getAccessKeyInfo(parameters);
            default -> unknown(action.get(), version);
        };
    }

    private static Outcome<StsRequest> assumeRole(Parameters parameters) {
        RoleParameters common = RoleParameters.of(parameters);
        Optional<String> name = Optional.of(parameters.required("RoleSessionName", TextRule.NAME));
        Map<String, String> tags = parameters.tags();
        Set<String> transitive = new LinkedHashSet<>(parameters.texts("TransitiveTagKeys", "", 50, TextRule.TAG_KEY));
        Optional<String> externalId = parameters.optional("ExternalId", TextRule.EXTERNAL_ID);
        Optional<String> sourceIdentity = parameters.optional("SourceIdentity", TextRule.NAME);
        return parameters.unlessWrong(
                "AssumeRole",
                () -> new StsRequest.AssumeRole(new SessionRequest(
                        SessionRequest.Action.ASSUME_ROLE,
                        common.roleArn(),
                        Optional.empty(),
                        name,
                        common.duration(),
                        common.policy().stream().toList(),
                        common.policyArns(),
                        tags,
                        transitive,
                        externalId,
                        sourceIdentity,
                        Map.of())));
    }

    private static Outcome<StsRequest> assumeRoleWithSaml(Parameters parameters) {
        RoleParameters common = RoleParameters.of(parameters);
        String principal = parameters.required("PrincipalArn", TextRule.ARN);
        String assertion = parameters.required("SAMLAssertion", TextRule.SAML_ASSERTION);
        return parameters.unlessWrong(
                "AssumeRoleWithSAML",
                () -> new StsRequest.AssumeRoleWithSaml(
                        common.proven(
                                SessionRequest.Action.ASSUME_ROLE_WITH_SAML, Optional.of(principal), Optional.empty()),
                        RoleParameters.provider(principal, "saml-provider/"),
                        new Proof.SamlResponse(assertion)));
    }

    private static Outcome<StsRequest> assumeRoleWithWebIdentity(Parameters parameters) {
        RoleParameters common = RoleParameters.of(parameters);
        Optional<String> name = Optional.of(parameters.required("RoleSessionName", TextRule.NAME));
        String token = parameters.required("WebIdentityToken", TextRule.WEB_IDENTITY_TOKEN);
        return parameters.unlessWrong(
                "AssumeRoleWithWebIdentity",
                () -> new StsRequest.AssumeRoleWithWebIdentity(
                        common.proven(SessionRequest.Action.ASSUME_ROLE_WITH_WEB_IDENTITY, Optional.empty(), name),
                        new Proof.Jwt(token)));
    }

    private static Outcome<StsRequest> getSessionToken(Parameters parameters) {
        Optional<Duration> duration = parameters.duration(SHORTEST, LONGEST_USER_SESSION);
        return parameters.unlessWrong("GetSessionToken", () -> new StsRequest.GetSessionToken(duration));
    }

    private static Outcome<StsRequest> getFederationToken(Parameters parameters) {
        var federation = new FederationRequest(
                parameters.required("Name", TextRule.FEDERATED_NAME),
                parameters.optional("Policy", TextRule.POLICY),
                parameters.texts("PolicyArns", ".arn", 10, TextRule.ARN),
                parameters.duration(SHORTEST, LONGEST_USER_SESSION),
                parameters.tags());
        return parameters.unlessWrong("GetFederationToken", () -> new StsRequest.GetFederationToken(federation));
    }

    private static Outcome<StsRequest> decodeAuthorizationMessage(Parameters parameters) {
        String message = parameters.required("EncodedMessage", TextRule.ENCODED_MESSAGE);
        return parameters.unlessWrong(
                "DecodeAuthorizationMessage", () -> new StsRequest.DecodeAuthorizationMessage(message));
    }

    private static Outcome<StsRequest> getWebIdentityToken(Parameters parameters) {
        List<String> audiences = parameters.atLeastOne("Audience", 10, TextRule.AUDIENCE);
        String algorithm = parameters.required("SigningAlgorithm", TextRule.SIGNING_ALGORITHM);
        Optional<Duration> duration = parameters.duration(SHORTEST_IDENTITY, LONGEST_IDENTITY);
        Map<String, String> tags = parameters.tags();
        return parameters.unlessWrong(
                "GetWebIdentityToken",
                () -> new StsRequest.GetWebIdentityToken(new WebIdentityRequest(
                        audiences, SigningAlgorithm.of(algorithm).orElseThrow(), duration, tags)));
    }

    private static Outcome<StsRequest> getAccessKeyInfo(Parameters parameters) {
        String id = parameters.required("AccessKeyId", TextRule.ACCESS_KEY_ID);
        return parameters.unlessWrong("GetAccessKeyInfo", () -> new StsRequest.GetAccessKeyInfo(id));
    }

    private static Outcome<StsRequest> unknown(String action, String version) {
        return Outcome.refused(
                Reason.ACTION_UNKNOWN,
                "Could not find operation " + action + " for version " + version,
                "no such action or version");
    }
}
