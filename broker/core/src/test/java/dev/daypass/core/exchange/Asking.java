package dev.daypass.core.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds session requests: honest by default, changed in the one thing a test is about. */
final class Asking {
    private final SessionRequest.Action action;
    private final String roleArn;
    private Optional<String> providerArn = Optional.empty();
    private Optional<String> sessionName = Optional.empty();
    private Optional<Duration> duration = Optional.empty();
    private Optional<String> policy = Optional.empty();
    private final List<String> policyArns = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Set<String> transitive = new LinkedHashSet<>();
    private Optional<String> externalId = Optional.empty();
    private Optional<String> sourceIdentity = Optional.empty();

    private Asking(SessionRequest.Action action, String roleArn) {
        this.action = action;
        this.roleArn = roleArn;
    }

    static Asking withSaml(String role) {
        return new Asking(SessionRequest.Action.ASSUME_ROLE_WITH_SAML, "arn:daypass:iam::111122223333:role/" + role)
                .provider("arn:daypass:iam::111122223333:saml-provider/corp-saml");
    }

    static Asking withWebIdentity(String role) {
        return new Asking(
                        SessionRequest.Action.ASSUME_ROLE_WITH_WEB_IDENTITY,
                        "arn:daypass:iam::111122223333:role/" + role)
                .named("build-7");
    }

    static Asking assume(String roleArn) {
        return new Asking(SessionRequest.Action.ASSUME_ROLE, roleArn).named("session-1");
    }

    Asking provider(String arn) {
        providerArn = Optional.of(arn);
        return this;
    }

    Asking named(String name) {
        sessionName = Optional.of(name);
        return this;
    }

    Asking lasting(Duration wanted) {
        duration = Optional.of(wanted);
        return this;
    }

    Asking narrowedBy(String json) {
        policy = Optional.of(json.replace('\'', '"'));
        return this;
    }

    Asking narrowedByArn(String arn) {
        policyArns.add(arn);
        return this;
    }

    Asking tagged(String key, String value) {
        tags.put(key, value);
        return this;
    }

    Asking passingOn(String key) {
        transitive.add(key);
        return this;
    }

    Asking externalId(String id) {
        externalId = Optional.of(id);
        return this;
    }

    Asking sourceIdentity(String identity) {
        sourceIdentity = Optional.of(identity);
        return this;
    }

    SessionRequest build() {
        return new SessionRequest(
                action,
                roleArn,
                providerArn,
                sessionName,
                duration,
                policy.stream().toList(),
                policyArns,
                tags,
                transitive,
                externalId,
                sourceIdentity,
                Map.of());
    }
}
