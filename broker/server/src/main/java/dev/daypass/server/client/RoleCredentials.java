package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes the proof that a profile names to the broker, and comes back with a session. */
public final class RoleCredentials {
    private static final long LONGEST_PROOF = 1 << 20;
    private static final String WITH_DIRECTORY = "AssumeRoleWithDirectory";

    private final Http http;
    private final Clock clock;
    private final Function<String, Optional<String>> environment;
    private final WorkstationTickets tickets;
    private final ByLogin byLogin;

    /** Takes a profile's role with the login of whoever works here. */
    @FunctionalInterface
    public interface ByLogin {
        ClientCredentials take(Profile profile) throws IOException, StsRefusal, ProofUnavailable;
    }

    /**
     * Makes one.
     *
     * @param environment the value of an environment variable
     */
    public RoleCredentials(Http http, Clock clock, Function<String, Optional<String>> environment, ByLogin byLogin) {
        this.http = http;
        this.byLogin = byLogin;
        this.clock = clock;
        this.environment = environment;
        this.tickets = new WorkstationTickets(environment);
    }

    /**
     * Asks for a new session.
     *
     * @throws ProofUnavailable if there is no proof to hand in
     * @throws StsRefusal if the broker refuses it
     * @throws IOException if the broker cannot be reached
     */
    public ClientCredentials assume(Profile profile) throws IOException, StsRefusal, ProofUnavailable {
        var asking = new Asking(profile, sts(profile), parameters(profile));
        return profile.proof().fold(asking).ask();
    }

    /**
     * Asks for a new session with a name and a password that a person has typed.
     *
     * @throws StsRefusal if the broker refuses them
     * @throws IOException if the broker cannot be reached
     */
    public ClientCredentials signIn(Profile profile, Profile.DirectorySource source, String username, Secret password)
            throws IOException, StsRefusal {
        Map<String, String> parameters = parameters(profile);
        parameters.put("ProviderArn", profile.directoryArn(source));
        parameters.put("Username", username);
        parameters.put("Password", password.reveal());
        return sts(profile).call(WITH_DIRECTORY, parameters).credentials();
    }

    private static Map<String, String> parameters(Profile profile) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("RoleArn", profile.role());
        profile.duration().ifPresent(duration -> parameters.put("DurationSeconds", "" + duration.toSeconds()));
        return parameters;
    }

    private StsClient sts(Profile profile) {
        return new StsClient(profile.url(), http, new SigV4Signer(clock, "us-east-1", "sts"));
    }

    /** A call that is ready to be made. */
    private interface Question {
        ClientCredentials ask() throws IOException, StsRefusal, ProofUnavailable;
    }

    /** Which call a kind of proof makes. */
    private final class Asking implements Profile.Cases<Question> {
        private final Profile profile;
        private final StsClient sts;
        private final Map<String, String> parameters;

        private Asking(Profile profile, StsClient sts, Map<String, String> parameters) {
            this.profile = profile;
            this.sts = sts;
            this.parameters = parameters;
        }

        @Override
        public Question saml(Profile.SamlResponseFile source) {
            return () -> {
                parameters.put("PrincipalArn", source.provider());
                parameters.put("SAMLAssertion", read(source.file()));
                return sts.call("AssumeRoleWithSAML", parameters).credentials();
            };
        }

        @Override
        public Question webIdentity(Profile.WebIdentityTokenFile source) {
            return () -> {
                parameters.put("RoleSessionName", profile.sessionName().orElse(profile.name()));
                parameters.put("WebIdentityToken", read(source.file()));
                return sts.call("AssumeRoleWithWebIdentity", parameters).credentials();
            };
        }

        @Override
        public Question accessKey(Profile.AccessKey source) {
            return () -> {
                parameters.put("RoleSessionName", profile.sessionName().orElse(profile.name()));
                source.externalId().ifPresent(id -> parameters.put("ExternalId", id));
                var own = ClientCredentials.longTerm(
                        variable(source.idVariable()), Secret.of(variable(source.secretVariable())));
                return sts.callSigned("AssumeRole", parameters, own).credentials();
            };
        }

        @Override
        public Question password(Profile.DirectoryPassword source) {
            return () -> {
                throw new ProofUnavailable("nobody is signed in; run `daypass login --profile " + profile.name() + "`");
            };
        }

        @Override
        public Question ticket(Profile.KerberosTicket source) {
            return () -> {
                parameters.put("ProviderArn", profile.directoryArn(source));
                parameters.put("KerberosTicket", tickets.ticket(profile.url(), source.service()));
                return sts.call(WITH_DIRECTORY, parameters).credentials();
            };
        }

        @Override
        public Question login(Profile.BrowserLogin source) {
            return () -> byLogin.take(profile);
        }
    }

    private String variable(String name) throws ProofUnavailable {
        return environment
                .apply(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new ProofUnavailable("the environment variable `" + name
                        + "` is not set; the profile takes its access key from there"));
    }

    private static String read(Path file) throws IOException, ProofUnavailable {
        try {
            if (Files.size(file) > LONGEST_PROOF) {
                throw new ProofUnavailable("`" + file + "` is too long to be a proof");
            }
            return Files.readString(file).strip();
        } catch (NoSuchFileException missing) {
            throw new ProofUnavailable("`" + file + "` is not there; the profile takes its proof from that file");
        }
    }
}
