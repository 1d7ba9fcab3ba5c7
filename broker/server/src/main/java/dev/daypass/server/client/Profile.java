package dev.daypass.server.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One way to a role, as {@code profiles.yaml} writes it.
 *
 * @param url the broker's base URL
 * @param role the role's ARN
 * @param proof what is handed in
 * @param sessionName absent: the broker names the session by its rules
 * @param duration absent: the role's usual one
 */
public record Profile(
        String name,
        URI url,
        String role,
        ProofSource proof,
        Optional<String> sessionName,
        Optional<Duration> duration) {
    /** Where the proof comes from; read anew each time. */
    public sealed interface ProofSource {
        /** Chooses by kind. */
        <R> R fold(Cases<R> cases);
    }

    /** One function a kind of proof. */
    public interface Cases<R> {
        R saml(SamlResponseFile source);

        R webIdentity(WebIdentityTokenFile source);

        R accessKey(AccessKey source);

        R password(DirectoryPassword source);

        R ticket(KerberosTicket source);

        R login(BrowserLogin source);
    }

    /**
     * A file with a SAML Response in base64, as a browser posts it.
     *
     * @param provider ARN of the provider that made it
     */
    public record SamlResponseFile(Path file, String provider) implements ProofSource {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.saml(this);
        }
    }

    /** A file with a JWT: an ID token, a CI job's token, a Kubernetes service account's. */
    public record WebIdentityTokenFile(Path file) implements ProofSource {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.webIdentity(this);
        }
    }

    /**
     * A user's or service's own access key, from the environment.
     *
     * @param idVariable name of the variable with the access key's id
     * @param secretVariable name of the variable with its secret
     * @param externalId what a role of another account may ask for
     */
    public record AccessKey(String idVariable, String secretVariable, Optional<String> externalId)
            implements ProofSource {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.accessKey(this);
        }
    }

    /** A source that a directory stands behind, by a password or a ticket. */
    public sealed interface DirectorySource extends ProofSource {
        /** Name or ARN of the directory among the broker's providers. */
        String provider();
    }

    /**
     * A name and a password, which a person types at {@code daypass login}: nothing keeps it.
     *
     * @param username absent: the person is asked
     */
    public record DirectoryPassword(String provider, Optional<String> username) implements DirectorySource {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.password(this);
        }
    }

    /**
     * The Kerberos ticket of whoever is signed in at this workstation.
     *
     * @param service the broker's principal; absent: {@code HTTP} at the host of its URL
     */
    public record KerberosTicket(String provider, Optional<String> service) implements DirectorySource {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.ticket(this);
        }
    }

    /**
     * The login of whoever works here, which {@code daypass login} gets in a browser.
     *
     * @param account alias of the role's account, to be shown; absent: its number is
     */
    public record BrowserLogin(Optional<String> account) implements ProofSource {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.login(this);
        }
    }

    /** The same way to the same role, by another proof. */
    public Profile by(ProofSource other) {
        return new Profile(name, url, role, other, sessionName, duration);
    }

    /** The role as people call it: {@code NAME@ACCOUNT}. */
    public String shown() {
        String account = role.split(":", 6)[4];
        boolean login = proof instanceof BrowserLogin;
        String alias = login ? ((BrowserLogin) proof).account().orElse(account) : account;
        return role.substring(role.lastIndexOf('/') + 1) + "@" + alias;
    }

    /** ARN of a directory in the role's own account, if it is not one already. */
    String directoryArn(DirectorySource source) {
        return source.provider().startsWith("arn:")
                ? source.provider()
                : role.substring(0, role.indexOf(":role/")) + ":directory/" + source.provider();
    }
}
