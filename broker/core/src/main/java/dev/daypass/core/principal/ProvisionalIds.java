package dev.daypass.core.principal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Unique ids for a configuration that nobody serves: they differ from one another, and mean nothing elsewhere. */
public final class ProvisionalIds implements UniqueIds {
    @Override
    public Map<Named, String> reconcile(Set<Named> present) {
        var arns = new TreeSet<String>();
        present.forEach(named -> arns.add(named.arn()));
        var order = new HashMap<String, Integer>();
        arns.forEach(arn -> order.put(arn, order.size()));
        var ids = new HashMap<Named, String>();
        present.forEach(named ->
                ids.put(named, named.kind().prefix() + String.format("%017d", order.getOrDefault(named.arn(), 0))));
        return ids;
    }
}
