package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.testkit.signin.PasswordReaderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The reader of passwords keeps the port's contract. */
final class PasswordReaderContractTest implements PasswordReaderContract {
    private Tree tree;
    private Door door;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        Settings settings = tree.settings();
        settings.guesses = 1_000;
        settings.connect = java.time.Duration.ofSeconds(10);
        door = Door.to(settings);
    }

    @AfterEach
    void close() {
        door.close();
        tree.close();
    }

    @Override
    public ProofReader reader() {
        return door.passwords();
    }

    @Override
    public Provider provider() {
        return door.provider;
    }

    @Override
    public RequestContext request() {
        return door.request();
    }

    @Override
    public String name() {
        return "alice";
    }

    @Override
    public String password() {
        return Tree.PASSWORD;
    }
}
