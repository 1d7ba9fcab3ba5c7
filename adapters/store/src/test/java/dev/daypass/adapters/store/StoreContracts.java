package dev.daypass.adapters.store;

import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.core.audit.AuditArchive;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.grant.RefreshTokenStore;
import dev.daypass.core.insight.SignInRecordStore;
import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.SigningKeyStore;
import dev.daypass.core.login.BrowserSessionStore;
import dev.daypass.core.login.RoleHabitStore;
import dev.daypass.core.login.TakenRoleStore;
import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.terminal.DeviceGrantStore;
import dev.daypass.testkit.store.AuditArchiveContract;
import dev.daypass.testkit.store.AuditSinkContract;
import dev.daypass.testkit.store.BrowserSessionStoreContract;
import dev.daypass.testkit.store.DeviceGrantStoreContract;
import dev.daypass.testkit.store.GuessStoreContract;
import dev.daypass.testkit.store.HandClock;
import dev.daypass.testkit.store.KeyStoreContract;
import dev.daypass.testkit.store.RefreshTokenStoreContract;
import dev.daypass.testkit.store.ReplayStoreContract;
import dev.daypass.testkit.store.RevocationStoreContract;
import dev.daypass.testkit.store.RoleHabitStoreContract;
import dev.daypass.testkit.store.SessionStoreContract;
import dev.daypass.testkit.store.SignInRecordStoreContract;
import dev.daypass.testkit.store.SigningKeyStoreContract;
import dev.daypass.testkit.store.TakenRoleStoreContract;
import dev.daypass.testkit.store.TestSessions;
import dev.daypass.testkit.store.UniqueIdsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Runs every contract on two stores that share what they keep, as two brokers do. */
abstract class StoreContracts {
    private Store one = Stores.open(StoreSettings.MEMORY);
    private Store two = one;

    /** A store with nothing in it. */
    abstract Store openEmpty();

    /** The same store for another node. */
    abstract Store openAgain(Store first);

    @BeforeEach
    void openBoth() {
        one = openEmpty();
        two = openAgain(one);
    }

    @AfterEach
    void closeBoth() {
        two.close();
        one.close();
    }

    void forget(Instant now) {
        Instant grace = now.plus(Duration.ofHours(1));
        one.forgetExpired(grace);
        two.forgetExpired(grace);
    }

    @Nested
    class Replays implements ReplayStoreContract {
        @Override
        public ReplayStore replayStore() {
            return one.replays();
        }

        @Override
        public ReplayStore otherNode() {
            return two.replays();
        }

        @Override
        public void forgetExpired(Instant now) {
            forget(now);
        }
    }

    @Nested
    class Sessions implements SessionStoreContract {
        @Override
        public SessionStore sessionStore() {
            return one.sessions();
        }

        @Override
        public SessionStore otherNode() {
            return two.sessions();
        }
    }

    @Nested
    class Revocations implements RevocationStoreContract {
        @Override
        public RevocationStore revocationStore() {
            return one.revocations();
        }

        @Override
        public RevocationStore otherNode() {
            return two.revocations();
        }

        @Override
        public RevocationFeed feedOfOtherNode() {
            return two.revocationFeed();
        }

        @Override
        public void forgetExpired(Instant now) {
            forget(now);
        }
    }

    @Nested
    class Keys implements KeyStoreContract {
        @Override
        public KeyStore keyStore() {
            return one.keys();
        }

        @Override
        public KeyStore otherNode() {
            return two.keys();
        }
    }

    @Nested
    class RefreshTokens implements RefreshTokenStoreContract {
        @Override
        public RefreshTokenStore refreshTokenStore() {
            return one.refreshTokens();
        }

        @Override
        public RefreshTokenStore otherNode() {
            return two.refreshTokens();
        }
    }

    @Nested
    class Guesses implements GuessStoreContract {
        @Override
        public GuessStore guessStore() {
            return one.guesses();
        }

        @Override
        public GuessStore otherNode() {
            return two.guesses();
        }
    }

    @Nested
    class BrowserSessions implements BrowserSessionStoreContract {
        @Override
        public BrowserSessionStore browserSessionStore() {
            return one.browserSessions();
        }

        @Override
        public BrowserSessionStore otherNode() {
            return two.browserSessions();
        }
    }

    @Nested
    class TakenRoles implements TakenRoleStoreContract {
        @Override
        public TakenRoleStore takenRoleStore() {
            return one.takenRoles();
        }

        @Override
        public TakenRoleStore otherNode() {
            return two.takenRoles();
        }
    }

    @Nested
    class DeviceGrants implements DeviceGrantStoreContract {
        @Override
        public DeviceGrantStore deviceGrantStore() {
            return one.deviceGrants();
        }

        @Override
        public DeviceGrantStore otherNode() {
            return two.deviceGrants();
        }
    }

    @Nested
    class SignInRecords implements SignInRecordStoreContract {
        @Override
        public SignInRecordStore signInRecordStore() {
            return one.signInRecords();
        }

        @Override
        public SignInRecordStore otherNode() {
            return two.signInRecords();
        }
    }

    @Nested
    class RoleHabits implements RoleHabitStoreContract {
        @Override
        public RoleHabitStore roleHabitStore() {
            return one.roleHabits();
        }

        @Override
        public RoleHabitStore otherNode() {
            return two.roleHabits();
        }
    }

    @Nested
    class SigningKeys implements SigningKeyStoreContract {
        @Override
        public SigningKeyStore signingKeyStore() {
            return one.signingKeys();
        }

        @Override
        public SigningKeyStore otherNode() {
            return two.signingKeys();
        }
    }

    @Nested
    class Ids implements UniqueIdsContract {
        private final HandClock clock = new HandClock(TestSessions.START);

        @Override
        public UniqueIds uniqueIds() {
            return one.uniqueIds("node-1", clock);
        }

        @Override
        public UniqueIds otherNode() {
            return two.uniqueIds("node-2", clock);
        }

        @Override
        public void pass(Duration time) {
            clock.step(time);
        }

        @Override
        public void otherNodeRuns() {
            two.uniqueIds("node-2", clock).renew();
        }
    }

    @Nested
    class Archive implements AuditArchiveContract {
        private final List<AuditJournal> journals = new ArrayList<>();

        @BeforeEach
        void start() {
            journals.add(new AuditJournal("node-1", Stores.seal(), List.of(one.auditTable("node-1"))));
        }

        @Override
        public AuditSink auditSink() {
            return journals.get(0);
        }

        @Override
        public AuditArchive archive() {
            return journals.get(0);
        }
    }

    @Nested
    class Audit implements AuditSinkContract {
        private final List<AuditJournal> journals = new ArrayList<>();

        private AuditJournal journal() {
            if (journals.isEmpty()) {
                journals.add(new AuditJournal("node-1", Stores.seal(), List.of(one.auditTable("node-1"))));
            }
            return journals.get(0);
        }

        @BeforeEach
        void start() {
            journal();
        }

        @Override
        public AuditSink auditSink() {
            return journal();
        }

        @Override
        public List<String> lines() {
            return journal().tail(1000);
        }

        @Override
        public boolean verifies() {
            return journal().verify(List.of()).values().stream().allMatch(AuditVerification.Report::holds);
        }
    }
}
