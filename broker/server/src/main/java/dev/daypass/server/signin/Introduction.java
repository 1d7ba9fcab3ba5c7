package dev.daypass.server.signin;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells people who they are here and which roles they may take, as JSON would have it. Issues nothing. */
final class Introduction {
    private final RoleOffers offers = new RoleOffers();

    Map<String, Object> of(Identity identity, RequestContext request) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("provider", identity.provider().name());
        told.put("subject", identity.subject().value());
        told.put("user", user(identity.user()));
        told.put(
                "roles",
                offers.of(new Caller.Federated(identity), request).stream()
                        .map(Introduction::role)
                        .toList());
        return told;
    }

    private static Map<String, Object> user(Attributes attributes) {
        Map<String, Object> told = new LinkedHashMap<>();
        attributes.asMap().forEach((name, values) -> {
            List<String> texts = values.stream().map(AttributeValue::text).toList();
            told.put(name, attributes.isSingle(name) ? texts.get(0) : texts);
        });
        return told;
    }

    private static Map<String, Object> role(RoleOffer offer) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("arn", offer.role().arn().toString());
        told.put("role", offer.role().reference());
        told.put("account", offer.role().account());
        told.put("longestSeconds", offer.longest().toSeconds());
        told.put("usualSeconds", offer.usual().toSeconds());
        return told;
    }
}
