package dev.daypass.adapters.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on an H2 file. */
class H2FileContractTest extends StoreContracts {
    @TempDir
    private Path folder = Path.of("");

    @Override
    Store openEmpty() {
        return Stores.open(Stores.h2File(folder));
    }

    @Override
    Store openAgain(Store first) {
        return Stores.open(Stores.h2File(folder));
    }
}
