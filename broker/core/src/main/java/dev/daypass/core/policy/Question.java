package dev.daypass.core.policy;

import java.util.Optional;

/** A request made ready for matching, once for all statements. Confined to one decision. */
final class Question {
    private final Requester requester;
    private final ActionName action;
    private final ResourceName resource;
    private final ConditionContext context;
    /** Worked out when a document is large enough to ask for them. */
    private Optional<Prefixes> names = Optional.empty();

    private Optional<Prefixes> nameEnds = Optional.empty();
    private Optional<Prefixes> resources = Optional.empty();

    private Question(AccessRequest request) {
        this.requester = request.requester();
        this.action = ActionName.of(request.action());
        this.resource = ResourceName.of(request.resource());
        this.context = request.context();
    }

    static Question of(AccessRequest request) {
        return new Question(request);
    }

    Requester requester() {
        return requester;
    }

    ActionName action() {
        return action;
    }

    ResourceName resource() {
        return resource;
    }

    ConditionContext context() {
        return context;
    }

    /** Of the action's name, without its service. */
    Prefixes namePrefixes() {
        if (names.isEmpty()) {
            names = Optional.of(new Prefixes(action.text(), action.nameStart()));
        }
        return names.get();
    }

    /** Of the same, read backwards. */
    Prefixes nameSuffixes() {
        if (nameEnds.isEmpty()) {
            String name = action.text().substring(action.nameStart());
            nameEnds = Optional.of(new Prefixes(Prefixes.reversed(name), 0));
        }
        return nameEnds.get();
    }

    Prefixes resourcePrefixes() {
        if (resources.isEmpty()) {
            resources = Optional.of(new Prefixes(resource.toString(), 0));
        }
        return resources.get();
    }

    /** Whether the thing belongs to another account than the requester; false where either belongs to none. */
    boolean crossesAccounts() {
        String owner = resource.account();
        return !requester.account().isEmpty() && isAccount(owner) && !owner.equals(requester.account());
    }

    private static boolean isAccount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() == 12;
    }
}
