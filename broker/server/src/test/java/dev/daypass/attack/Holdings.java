package dev.daypass.attack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How much a broker's database holds.
 *
 * @param proofs that were spent
 * @param sessions that were issued
 */
record Holdings(long proofs, long sessions) {
    private static final String QUERY =
            "SELECT (SELECT count(*) FROM spent_proof), (SELECT count(*) FROM issued_session)";

    /** Looks into the database of a broker that runs in this process. */
    static final class Ledger implements AutoCloseable {
        private final Connection connection;

        /** Joins the database that the broker has open. */
        Ledger(Path database) throws SQLException {
            connection = DriverManager.getConnection(
                    "jdbc:h2:file:" + database + ";DB_CLOSE_ON_EXIT=FALSE;IFEXISTS=TRUE", "daypass", "");
        }

        Holdings look() {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(QUERY)) {
                row.next();
                return new Holdings(row.getLong(1), row.getLong(2));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
