package dev.daypass.server.client;

import java.net.URI;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * Kerberos tickets for a broker, by the sign-in of this workstation: the initial token of the Negotiate scheme (RFC 4559
 * section 4.2). Nobody is asked for a password.
 *
 * <p>{@code KRB5CCNAME} says where the workstation keeps its tickets and {@code KRB5_CONFIG} how Kerberos is set up, as
 * for every other tool. Java reads caches in files; any other kind is left to the system's own GSS library. Both change
 * settings of the whole process, which is the client's own and short-lived.
 */
public final class WorkstationTickets {
    private static final String SPNEGO = "1.3.6.1.5.5.2";
    private static final String KERBEROS_NAME = "1.2.840.113554.1.2.2.1";
    private static final String SIGN_IN = "sign in to the domain, or run `kinit`";

    private final Function<String, Optional<String>> environment;

    /**
     * @param environment the value of an environment variable
     */
    public WorkstationTickets(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /**
     * A token with a ticket for a broker, in base64.
     *
     * @param service the broker's principal; absent: {@code HTTP} at the host of its URL
     * @throws ProofUnavailable if nobody is signed in here, or the domain knows no such service
     */
    public String ticket(URI broker, Optional<String> service) throws ProofUnavailable {
        variable("KRB5_CONFIG").ifPresent(path -> System.setProperty("java.security.krb5.conf", path));
        Optional<String> cache = variable("KRB5CCNAME");
        if (cache.isEmpty()) {
            return byEither(broker, service);
        }
        return isFile(cache.get()) ? byJava(cache, broker, service) : bySystem(broker, service);
    }

    /** Where nothing is said, tickets are in the file that Java knows, or where the system's settings put them. */
    private static String byEither(URI broker, Optional<String> service) throws ProofUnavailable {
        try {
            return byJava(Optional.empty(), broker, service);
        } catch (ProofUnavailable nothingInFile) {
            try {
                return bySystem(broker, service);
            } catch (ProofUnavailable nothingAtAll) {
                throw nothingInFile;
            }
        }
    }

    private Optional<String> variable(String name) {
        return environment.apply(name).filter(value -> !value.isEmpty());
    }

    /** A bare path, or one that says that it is one; a letter and a colon begin a path of Windows. */
    private static boolean isFile(String cache) {
        return cache.startsWith("FILE:") || cache.indexOf(':') <= 1;
    }

    private static String byJava(Optional<String> cache, URI broker, Optional<String> service) throws ProofUnavailable {
        Subject person = signedIn(cache);
        PrivilegedExceptionAction<String> asking = () -> token(broker, service);
        try {
            return Subject.doAs(person, asking);
        } catch (PrivilegedActionException e) {
            throw noTicket(broker, service, e.getException());
        }
    }

    private static Subject signedIn(Optional<String> cache) throws ProofUnavailable {
        try {
            var login = new LoginContext("daypass", new Subject(), WorkstationTickets::ask, new FromCache(cache));
            login.login();
            return login.getSubject();
        } catch (LoginException e) {
            throw new ProofUnavailable("no Kerberos ticket is kept here, or it has expired; " + SIGN_IN);
        }
    }

    private static void ask(Callback... questions) throws UnsupportedCallbackException {
        for (Callback question : questions) {
            throw new UnsupportedCallbackException(question);
        }
    }

    /** Java's own Kerberos, which takes what a cache holds and asks nobody. */
    private static final class FromCache extends Configuration {
        private final Map<String, String> options = new HashMap<>();

        FromCache(Optional<String> cache) {
            options.put("useTicketCache", "true");
            options.put("doNotPrompt", "true");
            options.put("refreshKrb5Config", "true");
            cache.ifPresent(name -> options.put("ticketCache", name));
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
            };
        }
    }

    private static String bySystem(URI broker, Optional<String> service) throws ProofUnavailable {
        System.setProperty("sun.security.jgss.native", "true");
        System.setProperty("javax.security.auth.useSubjectCredsOnly", "false");
        try {
            return token(broker, service);
        } catch (GSSException e) {
            throw noTicket(broker, service, e);
        }
    }

    private static String token(URI broker, Optional<String> service) throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        GSSName name = service.isPresent()
                ? manager.createName(service.get(), new Oid(KERBEROS_NAME))
                : manager.createName("HTTP@" + broker.getHost(), GSSName.NT_HOSTBASED_SERVICE);
        GSSContext context = manager.createContext(name, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
        try {
            // The ticket goes one way in one request: TLS has proven who the broker is.
            context.requestMutualAuth(false);
            context.requestCredDeleg(false);
            return Base64.getEncoder().encodeToString(context.initSecContext(new byte[0], 0, 0));
        } finally {
            context.dispose();
        }
    }

    private static ProofUnavailable noTicket(URI broker, Optional<String> service, Exception why) {
        String named = service.orElseGet(() -> "HTTP/" + broker.getHost());
        return new ProofUnavailable("no Kerberos ticket for `" + named + "` is to be had: " + why.getMessage()
                + "; if the domain does not know that service, write its name as `servicePrincipal`, else " + SIGN_IN);
    }
}
