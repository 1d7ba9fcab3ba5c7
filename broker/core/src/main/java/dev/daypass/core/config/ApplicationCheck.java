package dev.daypass.core.config;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.RolePattern;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether what an OAuth client may do fits together: its grants with what they need, its audiences, its roles. */
final class ApplicationCheck {
    private final Reading reading;
    private final ApplicationReferences known;

    ApplicationCheck(Reading reading, ApplicationReferences known) {
        this.reading = reading;
        this.known = known;
    }

    /**
     * Tells what does not fit.
     *
     * @param others the applications that were read before it
     */
    void of(Application application, Fields fields, Collection<Application> others) {
        checkGrants(application, fields);
        checkDirectories(application, fields);
        checkAudiences(fields.orFallback(ApplicationShape.AUDIENCES));
        fields.get(ApplicationShape.AUDIENCE).ifPresent(audience -> checkIdentity(audience, others));
        checkReach(application, fields);
    }

    private void checkGrants(Application application, Fields fields) {
        boolean asItself = application.permitted().grants().contains(GrantType.CLIENT_CREDENTIALS);
        if (asItself && application.isPublic()) {
            reading.error(
                    "public-client-credentials",
                    fields.source(ApplicationShape.GRANTS),
                    "a client without authentication has no credentials to use (RFC 6749 section 4.4)",
                    "give it an authentication method, or take `client-credentials` away");
        }
        if (asItself && !fields.has(ApplicationShape.SERVICE)) {
            reading.error(
                    "missing-key",
                    fields.source(ApplicationShape.GRANTS),
                    "the grant `client-credentials` needs the key `service`",
                    "name the service principal that the client acts as, for example `service: reports.corp.internal`");
        }
        if (!asItself && fields.has(ApplicationShape.SERVICE)) {
            reading.warning(
                    "unused-service",
                    fields.source(ApplicationShape.SERVICE),
                    "the service is used by the grant `client-credentials` only",
                    "add the grant, or remove `service`");
        }
        boolean exchanges = application.permitted().grants().contains(GrantType.TOKEN_EXCHANGE);
        if (exchanges && application.permitted().subjectTokenTypes().isEmpty()) {
            reading.warning(
                    "exchanges-nothing",
                    fields.source(ApplicationShape.GRANTS),
                    "the grant `token-exchange` is of no use without `subjectTokenTypes`",
                    "list the kinds of token it may exchange, for example `subjectTokenTypes: [saml2]`");
        }
    }

    /** A client that may bring passwords or tickets needs somebody to show them to. */
    private void checkDirectories(Application application, Fields fields) {
        List<Placed<String>> providers = fields.orFallback(ApplicationShape.PROVIDERS);
        if (application.permitted().grants().contains(GrantType.DIRECTORY)
                && known.lackDirectory(providers, directory -> true)) {
            reading.error(
                    "missing-directory",
                    fields.source(ApplicationShape.GRANTS),
                    "the grant `directory` needs a provider of `type: directory`",
                    "name one in `providers`, or take the grant away");
        }
        if (application.permitted().subjectTokenTypes().contains(SubjectTokenType.KERBEROS)
                && known.lackDirectory(
                        providers, directory -> directory.kerberos().isPresent())) {
            reading.error(
                    "missing-directory",
                    fields.source(ApplicationShape.TOKEN_TYPES),
                    "the token type `kerberos` needs a provider of `type: directory` with the key `kerberos`",
                    "name one in `providers`, or take the token type away");
        }
    }

    private void checkAudiences(List<Placed<String>> audiences) {
        for (Placed<String> audience : audiences) {
            if (audience.value().contains("*")) {
                reading.error(
                        "audience-wildcard",
                        audience.source(),
                        "`" + audience.value() + "` is compared letter for letter, a star too",
                        "list each audience");
            }
        }
    }

    /** One service, one name: what is made for another must not be this one's. */
    private void checkIdentity(Placed<String> audience, Collection<Application> others) {
        checkAudiences(List.of(audience));
        if (known.isIssuer(audience.value())) {
            reading.error(
                    "audience-is-issuer",
                    audience.source(),
                    "`" + audience.value() + "` is the broker itself, and no client is the broker",
                    "name the service, for example `audience: https://api.example.com`");
        }
        if (others.stream().anyMatch(other -> other.audience().equals(Optional.of(audience.value())))) {
            reading.error(
                    "duplicate-audience",
                    audience.source(),
                    "another application is `" + audience.value() + "` already",
                    "give each service an audience of its own, or let one application stand for it");
        }
    }

    /** Whoever finds a proof may use a public client, so what it reaches should be said role by role. */
    private void checkReach(Application application, Fields fields) {
        boolean wild = application.permitted().roles().stream().anyMatch(RolePattern::wild);
        if (application.isPublic() && wild) {
            reading.securityWarning(
                    "public-wildcard",
                    fields.source(ApplicationShape.ROLES),
                    "anybody can pretend to be this client, and it may use every role that a pattern fits",
                    "list its roles one by one");
        }
    }
}
