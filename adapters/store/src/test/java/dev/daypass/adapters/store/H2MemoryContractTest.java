package dev.daypass.adapters.store;

import java.util.UUID;

/** The contracts on H2 in memory. */
class H2MemoryContractTest extends StoreContracts {
    private String url = "";

    @Override
    Store openEmpty() {
        url = "jdbc:h2:mem:" + UUID.randomUUID();
        return Stores.open(url);
    }

    @Override
    Store openAgain(Store first) {
        return Stores.open(url);
    }
}
