package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.audit.AuditCursor;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.outcome.UnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Finds entries of all nodes, newest first. It walks down the index of instants and stops at the limit, so that what is
 * frequent is found at once; what is rare costs a walk through the time that is asked for. Few walk at a time, and not for
 * long, so that connections are left for everybody else.
 */
final class AuditLookup {
    private static final int AT_ONCE = 2;
    private static final int LONGEST_SECONDS = 5;

    private final Database database;
    private final Semaphore walks = new Semaphore(AT_ONCE);

    AuditLookup(Database database) {
        this.database = database;
    }

    List<String> newest(AuditSearch search) {
        if (!walks.tryAcquire()) {
            throw new UnavailableException("others search the audit now");
        }
        try {
            return walk(search);
        } finally {
            walks.release();
        }
    }

    private List<String> walk(AuditSearch search) {
        var sql = new StringBuilder("SELECT line FROM audit_entry WHERE instant >= ?");
        var parameters = new ArrayList<Object>();
        parameters.add(search.from().map(from -> from.toEpochMilli()).orElse(0L));
        search.until().ifPresent(until -> {
            sql.append(" AND instant < ?");
            parameters.add(until.toEpochMilli());
        });
        search.behind().ifPresent(place -> behind(place, sql, parameters));
        for (String fragment : search.fragments()) {
            sql.append(" AND line ILIKE ? ESCAPE '!'");
            parameters.add("%" + literal(fragment) + "%");
        }
        sql.append(" ORDER BY instant DESC, node DESC, sequence DESC LIMIT ?");
        parameters.add(search.limit());
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                statement.setQueryTimeout(LONGEST_SECONDS);
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                var lines = new ArrayList<String>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                }
                return lines;
            }
        });
    }

    private static void behind(AuditCursor place, StringBuilder sql, List<Object> parameters) {
        sql.append(" AND instant <= ? AND (instant < ? OR node < ? OR (node = ? AND sequence < ?))");
        parameters.add(place.at().toEpochMilli());
        parameters.add(place.at().toEpochMilli());
        parameters.add(place.node());
        parameters.add(place.node());
        parameters.add(place.sequence());
    }

    /** No character of it stands for others. */
    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
