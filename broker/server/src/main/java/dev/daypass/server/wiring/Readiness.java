package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.server.ops.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether requests can be served: asked by probes. */
final class Readiness implements Supplier<List<Health.Check>> {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    /** No session has this id; looking for it shows that the store answers. */
    private static final String NOBODY = "ASIAHEALTHCHECK00000";

    private final Store store;
    private final LiveKeys keys;
    private final Providers providers;
    private final Freshness freshness;
    private final CryptoProvider crypto;
    private volatile boolean warm;

    Readiness(Store store, LiveKeys keys, Providers providers, Freshness freshness, CryptoProvider crypto) {
        this.store = store;
        this.keys = keys;
        this.providers = providers;
        this.freshness = freshness;
        this.crypto = crypto;
    }

    @Override
    public List<Health.Check> get() {
        List<Health.Check> checks = new ArrayList<>();
        checks.add(storeCheck());
        checks.add(Health.Check.up("keys", "version " + keys.get().sealingVersion()));
        checks.add(crypto.check());
        checks.add(warm ? Health.Check.up("warm-up", "done") : Health.Check.down("warm-up", "under way"));
        checks.addAll(providers.checks());
        checks.addAll(freshness.checks());
        return checks;
    }

    /** Warms up, then lets probes say ready. */
    void warm(Runnable rehearsals) {
        try {
            rehearsals.run();
        } catch (RuntimeException e) {
            LOG.warn("warm-up failed; the first requests will be slower", e);
        }
        warm = true;
    }

    private Health.Check storeCheck() {
        try {
            store.sessions().find(NOBODY);
            return Health.Check.up("store", "answers");
        } catch (UnavailableException e) {
            return Health.Check.down("store", "does not answer");
        }
    }
}
