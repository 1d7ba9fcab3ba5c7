package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Possession;
import dev.daypass.core.snapshot.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of an authenticated client.
 *
 * @param client who calls, proven by its authentication
 * @param binding the keys that what it gets is bound to: proven by this request
 */
public record ClientCall(
        Application client, GrantType grant, Wishes wishes, Possession binding, RequestContext request) {
    /** What every session that this call begins remembers: whose it is, and the keys that it is bound to. */
    Map<String, List<String>> marks() {
        var marks = new LinkedHashMap<String, List<String>>();
        marks.put(ClientMarks.CLIENT, List.of(client.clientId()));
        marks.putAll(binding.conditionKeys());
        return marks;
    }
}
