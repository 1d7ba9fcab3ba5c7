package dev.daypass.adapters.store;

/** The contracts in memory, where there is but one node. */
class MemoryContractTest extends StoreContracts {
    @Override
    Store openEmpty() {
        return Stores.open(StoreSettings.MEMORY);
    }

    @Override
    Store openAgain(Store first) {
        return first;
    }
}
