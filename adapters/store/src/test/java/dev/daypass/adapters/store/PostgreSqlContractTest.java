package dev.daypass.adapters.store;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts on a real PostgreSQL. */
class PostgreSqlContractTest extends StoreContracts {
    @RegisterExtension
    private final BeforeEachCallback server =
            context -> url = PostgreSql.of(context).newDatabase();

    private String url = "";

    @Override
    Store openEmpty() {
        return Stores.open(url, "postgres", 1);
    }

    @Override
    Store openAgain(Store first) {
        return Stores.open(url, "postgres", 1);
    }
}
